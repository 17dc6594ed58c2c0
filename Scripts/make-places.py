#!/usr/bin/env python3
"""Writes Sources/Language/Data/places.txt: names of countries, their parts and cities, for the names' gazetteer.

From Debian's iso-codes (ISO 3166-1, 3166-2, 3166-3) and tzdata (cities that stand for time zones), as installed, and the list
of further cities below. Run from the project's root; the result is committed, so that training needs neither package.
"""
import json, re, subprocess

CITIES = """
Paris London Berlin Madrid Rome Lisbon Vienna Brussels Amsterdam Rotterdam Hague Geneva Zurich Bern Munich Hamburg Frankfurt Cologne Stuttgart Leipzig
Dresden Nuremberg Strasbourg Marseille Lyon Toulouse Nice Bordeaux Lille Nantes Barcelona Valencia Seville Bilbao Malaga Zaragoza Porto Milan Naples
Turin Palermo Genoa Bologna Florence Venice Trieste Athens Thessaloniki Dublin Belfast Cork Edinburgh Glasgow Cardiff Manchester Birmingham Liverpool
Leeds Sheffield Bristol Oxford Cambridge Oslo Bergen Stockholm Gothenburg Malmo Copenhagen Aarhus Helsinki Tampere Reykjavik Tallinn Riga Vilnius Kaunas
Warsaw Krakow Gdansk Wroclaw Poznan Lodz Prague Brno Bratislava Budapest Debrecen Bucharest Cluj Timisoara Sofia Plovdiv Varna Belgrade Zagreb Split
Ljubljana Sarajevo Mostar Banja Luka Srebrenica Tuzla Pristina Prizren Skopje Tirana Podgorica Chisinau Kyiv Kiev Kharkiv Odessa Odesa Lviv Donetsk
Mariupol Minsk Moscow Petersburg Kazan Novosibirsk Grozny Tbilisi Yerevan Baku Ankara Istanbul Izmir Diyarbakir Nicosia Jerusalem Aviv Haifa Gaza Ramallah
Hebron Nablus Bethlehem Beirut Tripoli Damascus Aleppo Homs Idlib Amman Baghdad Basra Mosul Kirkuk Fallujah Erbil Tehran Isfahan Shiraz Mashhad Riyadh
Jeddah Mecca Medina Sanaa Aden Doha Manama Kuwait Muscat Dubai Dhabi Kabul Kandahar Herat Islamabad Karachi Lahore Peshawar Rawalpindi Quetta Delhi Mumbai
Bombay Kolkata Calcutta Chennai Bangalore Hyderabad Ahmedabad Lucknow Srinagar Dhaka Chittagong Colombo Jaffna Kathmandu Thimphu Yangon Rangoon Naypyidaw
Mandalay Bangkok Phnom Penh Vientiane Hanoi Saigon Danang Kuala Lumpur Penang Singapore Jakarta Surabaya Bandung Dili Manila Cebu Davao Taipei Beijing
Shanghai Guangzhou Shenzhen Wuhan Chengdu Chongqing Tianjin Nanjing Xian Urumqi Lhasa Kong Macau Seoul Busan Incheon Pyongyang Tokyo Osaka Kyoto Nagoya
Yokohama Sapporo Fukuoka Hiroshima Nagasaki Ulaanbaatar Almaty Astana Tashkent Samarkand Bishkek Dushanbe Ashgabat Cairo Alexandria Giza Benghazi Tunis
Algiers Oran Rabat Casablanca Marrakesh Khartoum Juba Darfur Ababa Asmara Mogadishu Hargeisa Nairobi Mombasa Kampala Kigali Bujumbura Kinshasa Goma
Lubumbashi Brazzaville Libreville Yaounde Douala Bangui Ndjamena Niamey Abuja Lagos Kano Ibadan Accra Kumasi Lome Cotonou Ouagadougou Abidjan Monrovia
Freetown Conakry Dakar Banjul Bamako Nouakchott Luanda Lusaka Harare Bulawayo Maputo Lilongwe Dodoma Arusha Salaam Zanzibar Antananarivo Windhoek Gaborone
Pretoria Johannesburg Durban Cape Soweto Maseru Mbabane Washington York Chicago Boston Philadelphia Houston Dallas Austin Antonio Phoenix Angeles Francisco
Diego Seattle Portland Denver Miami Tampa Orlando Atlanta Charlotte Nashville Memphis Orleans Detroit Cleveland Pittsburgh Baltimore Minneapolis Milwaukee
Cincinnati Vegas Albuquerque Sacramento Oakland Jose Honolulu Anchorage Toronto Montreal Vancouver Ottawa Calgary Edmonton Winnipeg Quebec Halifax Mexico
Guadalajara Monterrey Puebla Tijuana Juarez Acapulco Oaxaca Chiapas Guatemala Tegucigalpa Managua Salvador Panama Havana Santiago Kingston Nassau
Port-au-Prince Domingo Juan Caracas Maracaibo Bogota Medellin Cali Barranquilla Cartagena Quito Guayaquil Lima Arequipa Cusco Ayacucho Trujillo Callao
Paz Cochabamba Sucre Asuncion Montevideo Aires Cordoba Rosario Mendoza Plata Valparaiso Concepcion Brasilia Paulo Rio Janeiro Recife Bahia Fortaleza Belem
Manaus Curitiba Porto Alegre Belo Horizonte Georgetown Paramaribo Cayenne Sydney Melbourne Brisbane Perth Adelaide Canberra Darwin Hobart Auckland
Wellington Christchurch Suva Moresby Honiara Vila Apia Crimea Donbas Chechnya Kosovo Bosnia Herzegovina Kurdistan Kashmir Punjab Sindh Balochistan Tibet
Xinjiang Taiwan Palestine Catalonia Basque Scotland Wales England Ulster Bavaria Saxony Brittany Corsica Sicily Sardinia Tuscany Lombardy Andalusia Galicia
California Texas Florida Virginia Georgia Carolina Dakota Ohio Illinois Michigan Pennsylvania Massachusetts Connecticut Maryland Jersey Hampshire Vermont
Maine Delaware Tennessee Kentucky Alabama Mississippi Louisiana Arkansas Oklahoma Kansas Nebraska Iowa Missouri Minnesota Wisconsin Indiana Colorado Utah
Nevada Arizona Montana Wyoming Idaho Oregon Alaska Hawaii Ontario Alberta Manitoba Saskatchewan Scotia Brunswick Newfoundland Queensland Tasmania Europe
Asia Africa America Americas Oceania Antarctica Balkans Caucasus Scandinavia Caribbean Mediterranean Atlantic Pacific Arctic Sahara Sahel Amazon Andes Alps
Himalayas Danube Rhine Thames Nile Congo Mekong Ganges Britain Holland Burma Persia Prussia Yugoslavia Czechoslovakia
""".split()
SKIP = set("of the and de la el le du da do di del of al to in for les los las des s d l area metropolitan city district province region state north south east west "
           "northern southern eastern western central new saint st republic federal united democratic people's peoples islands island kingdom community".split())
words = {}
def add(kind, text):
    for w in re.findall(r"[^\W\d_]+", text):
        w = w.lower()
        if len(w) > 2 and w not in SKIP:
            words.setdefault(w, set()).add(kind)
for part in ("3166-1", "3166-3"):
    for e in json.load(open(f"/usr/share/iso-codes/json/iso_{part}.json"))[part]:
        for k in ("common_name", "name"):
            if k in e:
                add("country", re.split(r"[,(]", e[k])[0])
for e in json.load(open("/usr/share/iso-codes/json/iso_3166-2.json"))["3166-2"]:
    if e.get("type") in ("State", "Province", "Region", "Country", "Oblast", "Canton", "Land", "Department", "Governorate", "Prefecture", "Republic", "Autonomous community"):
        add("region", re.split(r"[,(\[]", e["name"])[0])
for zone in subprocess.run(["sh", "-c", "cut -f3 /usr/share/zoneinfo/zone1970.tab /usr/share/zoneinfo/zone.tab"], capture_output=True, text=True).stdout.split():
    if "/" in zone:
        add("city", zone.split("/")[-1].replace("_", " "))
for c in CITIES:
    add("city", c)
with open("Sources/Language/Data/places.txt", "w") as out:
    out.write("# Words of names of countries, their parts and cities, in lower case. Made by Scripts/make-places.py.\n")
    for kind in ("country", "region", "city"):
        row = sorted(w for w, kinds in words.items() if kind in kinds)
        for i in range(0, len(row), 16):
            out.write(f"{kind}: {' '.join(row[i:i + 16])}\n")
