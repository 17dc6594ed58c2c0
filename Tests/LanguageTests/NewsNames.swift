/// Two hundred sentences in the style of news, our own writing about invented people and countries, with the names marked by hand:
/// `[name|PER]`, ORG, LOC. Conventions as UNER's: no titles, no nationalities, an organisation's place inside its name.
let newsNames = """
    [Ilmar Tesk|PER], who led [Norvia|LOC] for eleven years, was sentenced on Tuesday to nine years in prison.
    The [Constitutional Court of Norvia|ORG] rejected the appeal by six votes to three.
    Mr [Tesk|PER] has denied every charge.
    "We will go to the [Inter-Regional Court of Human Rights|ORG]," said his lawyer, [Dagna Orveld|PER].
    The former defence minister, [Pavo Lindh|PER], fled to [Kestria|LOC] in 2009.
    Prosecutors in [Port Almar|LOC] opened an inquiry into the [Halden Shipping Company|ORG].
    Judge [Merete Aune|PER] ordered his release on bail.
    The [Ministry of Justice|ORG] said the extradition request had been received.
    Police arrested two members of the [National Renewal Party|ORG] near the border with [Kestria|LOC].
    [Amnesty Watch|ORG] called the verdict a travesty.
    The [Supreme Court|ORG] will hear the case in October.
    President [Oskar Vann|PER] pardoned his predecessor last spring.
    The prosecutor general, [Tiina Rask|PER], told reporters that new evidence had come to light.
    He was taken from [Karsk|LOC] prison to the [San Telmo Hospital|ORG] in an ambulance.
    Witnesses said that [Bruno Achterberg|PER] had met the general at a hotel in [Velmora|LOC].
    The [High Court of Velmora|ORG] quashed the conviction of [Lucas Ndembe|PER].
    [Ndembe|PER], 54, was finance minister from 1998 to 2003.
    The [European Bank for Regional Trade|ORG] froze the accounts.
    In [Norvia|LOC], a life sentence means thirty years.
    Gen. [Radomir Skel|PER] commanded the [Third Mountain Brigade|ORG] during the war.
    The killings at [Dolna Reka|LOC] left 112 people dead.
    Survivors from [Dolna Reka|LOC] watched the verdict on a screen outside the court in [The Hallow|LOC].
    "I have nothing to say," [Skel|PER] told the judges.
    The tribunal's president, [Anneke de Wit|PER], read the judgment for four hours.
    Lawyers for [Skel|PER] said they would appeal.
    The [United Workers' Front|ORG] won 41 seats in the [National Assembly|ORG].
    [Zeferino Katanga|PER] became prime minister in 2011.
    The [Anti-Corruption Commission|ORG] raided his home in the suburb of [Monte Claro|LOC].
    The commission's chairwoman, [Grace Olembe|PER], declined to comment.
    A spokesman for [Katanga|PER] said the raid was political.
    The [Daily Sentinel|ORG] published the recordings in March.
    [Sentinel|ORG] editors refused to name their source.
    The case was moved from [Almar|LOC] to the capital, [Sorrento Bay|LOC].
    Justice [Ruth Mbeki-Hall|PER] dissented.
    The [Court of Appeal|ORG] upheld the ruling by a majority.
    Former president [Domingo Arrabal|PER] has been under house arrest since June.
    [Arrabal|PER]'s daughter, [Keila Arrabal|PER], leads the opposition in [Congress|ORG].
    His brother [Santos|PER] runs a radio station in [Tres Rios|LOC].
    Protesters marched through [Tres Rios|LOC] on Sunday.
    The [Inter-American Institute of Legal Medicine|ORG] examined the remains.
    Doctors at the [Clinica del Valle|ORG] found no sign of illness.
    The [Attorney General's Office|ORG] asked for twelve years.
    [Arrabal|PER] was extradited from [Costa Verde|LOC] in 2007.
    A court in [Santa Lucia|LOC] had refused an earlier request.
    The foreign minister of [Costa Verde|LOC], [Ines Calderon|PER], signed the order.
    Ms [Calderon|PER] said the decision was hers alone.
    [Human Dignity International|ORG] welcomed the extradition.
    The victims' families are represented by [Gloria Huaman|PER].
    According to [Huaman|PER], the state has paid nothing.
    The [Truth and Reconciliation Commission|ORG] counted 8,400 deaths.
    The sentence was handed down by a court in [Ostrava Nova|LOC].
    [Miroslav Danek|PER], a businessman, was acquitted of all charges.
    [Danek|PER] owns the football club [Slavia Nova|ORG].
    The prosecutor, [Jitka Horakova|PER], said she was surprised.
    The [Ministry of the Interior|ORG] offered a reward of two million crowns.
    Investigators searched the offices of [Teldor Energy|ORG] in [Brana|LOC].
    [Teldor|ORG] shares fell by nine per cent.
    The bank, [Credit Lemanique|ORG], declined to comment.
    Documents from [Geldria|LOC] showed payments to a company in the [Selkie Islands|LOC].
    [Geldria|LOC]'s attorney general, [Sunniva Moe|PER], confirmed the investigation.
    The [Financial Times of Geldria|ORG] first reported the payments.
    He studied law at the [University of Brana|ORG].
    After the coup he lived in [London|LOC] and [Paris|LOC].
    The [BBC|ORG] showed the interview on Monday.
    [Samira Haddad|PER] was the first woman to lead the [Bar Association|ORG].
    [Haddad|PER] had defended members of the [Green Path Movement|ORG].
    Security forces shot dead seven people in [Al Qasra|LOC].
    [Abdul Karim al-Hamdi|PER] was tried in his absence.
    The [Military Court of Al Qasra|ORG] sentenced him to death.
    [Al-Hamdi|PER] lives in exile in [Istria|LOC].
    The [United Nations|ORG] urged the government to commute the sentence.
    The [UN|ORG] envoy, [Henrik Dahlgren|PER], arrived on Friday.
    [Dahlgren|PER] met officials of the [Justice Ministry|ORG].
    A lawyer for the [Committee to Protect Journalists|ORG] attended the hearing.
    The editor of [Al Sabah|ORG], [Nadim Farouk|PER], was released after 400 days.
    [Farouk|PER] thanked his supporters outside [Tora Gate Prison|LOC].
    The king pardoned [Farouk|PER] in May.
    King [Hamad II|PER] has ruled since 1999.
    Prince [Talal|PER] was not charged.
    The [Court of Cassation|ORG] ordered a retrial.
    [Tao Wei-lun|PER] was mayor of [Taihe|LOC] from 2002 to 2010.
    Prosecutors said [Tao|PER] took bribes from [Golden River Construction|ORG].
    The [Taihe District Court|ORG] cleared him in 2012.
    The [High Prosecutors Office|ORG] appealed against the ruling.
    [Lin Mei-hua|PER], his wife, was sentenced to 18 months.
    The money was wired to [Singapore|LOC] through [Pacific Union Bank|ORG].
    [Bae Jae-min|PER] was impeached by the [National Assembly|ORG] in December.
    The [Constitutional Court|ORG] upheld the impeachment.
    [Bae|PER] was taken to the [Seongdong Detention Centre|LOC].
    His aide, [Ryu Na-rae|PER], got 20 years.
    [Samho Electronics|ORG] paid 43 billion won to two foundations.
    The vice chairman of [Samho|ORG], [Lee Dong-hyun|PER], was jailed for five years.
    The [Seoul Central District Court|ORG] handed down the verdict.
    Thousands gathered in [Gwanghwa Square|LOC].
    [Adebayo Okonjo|PER], governor of [Delta Rivers State|LOC], was arrested in [Dubai|LOC].
    The [Economic Crimes Commission|ORG] had accused him of stealing 290 million dollars.
    A jury at [Southmark Crown Court|ORG] convicted him in 2012.
    [Okonjo|PER]'s sister, [Efe Okonjo|PER], was jailed with him.
    Judge [Anthony Pitt|PER] called it "a fraud on a nation".
    He served half of his term at [Long Marsh Prison|LOC].
    The [Federal High Court|ORG] in [Asaba|LOC] had dismissed all 170 counts.
    [Emmanuel Tarfa|PER] was one of the witnesses.
    The [Central Bank of Norvia|ORG] opened an inquiry.
    Police in [Lagos|LOC] detained three employees of the [Unity Bank|ORG].
    [Kofi Agyapong|PER] resigned from the [Electoral Commission|ORG].
    The [Alliance for Democratic Change|ORG] won the election in [Sarabu|LOC].
    [Sarabu|LOC]'s first elected president, [Ousmane Diallo|PER], was overthrown in 2008.
    Captain [Moussa Kindo|PER] led the junta.
    [Kindo|PER] was charged over the stadium massacre in [Kondary|LOC].
    The trial opened in [Kondary|LOC] on 3 April.
    Eleven officers stood beside [Kindo|PER] in the dock.
    The [International Federation of Jurists|ORG] sent observers.
    [Aminata Sow|PER] lost her son at the stadium.
    "It took far too long," [Sow|PER] said.
    The [African Court of Justice and Rights|ORG] sits in [Arusha|LOC].
    The president of the court, [Sylvain Onana|PER], postponed the hearing.
    [Jean-Claude Mabika|PER] surrendered to troops of the [Army of National Unity|ORG].
    [Mabika|PER]'s militia controlled the mines around [Bunia Hills|LOC].
    The court found that [Mabika|PER] had recruited children.
    Troops burned the village of [Kitwala|LOC].
    [Radio Liberte|ORG] broadcast the names of the victims.
    The [International Penal Tribunal|ORG] issued an arrest warrant for [Joseph Karanja|PER].
    [Karanja|PER] called the warrant racist.
    Vice President [Ruto Kimani|PER] was not indicted.
    The [Orange Alliance|ORG] and the [Party of National Union|ORG] formed a coalition.
    [Garrett Holm|PER] was elected sheriff of [Wexley County|LOC] in 2014.
    [Holm|PER] was found guilty of beating a prisoner in the [Wexley County Jail|LOC].
    A state appeals court in [Lakeport|LOC] threw out two counts.
    [U.S.|LOC] District Judge [Naomi Feld|PER] imposed the same sentence.
    His wife, [Carla Holm|PER], said she would sell the farm.
    [Holm|PER]'s lawyer, [Desmond Pruitt|PER], said he would petition the [Supreme Court|ORG].
    The [Lakeport Courier|ORG] endorsed his release.
    The [Department of Corrections|ORG] moved him to another block.
    Sen. [Walter Ames|PER] wrote to the governor.
    [Ruslan Ormanov|PER] was flown to [Vienna|LOC] on a government jet.
    He had spent six years in a camp near [Temirsk|LOC].
    His mining company, [Altyn Resources|ORG], was sold at auction.
    The buyer was [Kazmet Holding|ORG], a state company.
    The [European Tribunal of Rights|ORG] found a violation of Article 5.
    Prime minister [Katarzyna Bielak|PER] opened the bridge at [Zalesie|LOC].
    The [Moravsk District Court|ORG] sentenced [Bielak|PER]'s deputy to three years.
    The deputy, [Leszek Wrona|PER], was held at the remand centre in [Gorlice Nowe|LOC].
    His son [Kamil|PER] spoke to the [European Parliament|ORG].
    The [Farmers' Union|ORG] said its chairman was innocent.
    President [Zdzislaw Kruk|PER] refused to comment on the affair.
    Doctors from the [Lindenhof Clinic|ORG] examined [Wrona|PER] twice.
    Parliament lifted his immunity while [Kruk|PER] was in [Tokyo|LOC].
    [Prakash Thapaliya|PER] was dismissed as irrigation minister.
    The [Special Court of Himachara|ORG] overturned the order.
    [Thapaliya|PER] led the [Hill People's Party|ORG] from a monastery.
    The queen of [Himachara|LOC] received him in the palace.
    Former premier [Sushila Gurungma|PER] called for an inquest.
    The opposition held a rally in [Pokhari Bazaar|LOC].
    [Themba Radise|PER] faced 61 counts of fraud.
    The [National Directorate of Prosecutions|ORG] dropped the charges.
    The [Civic Alliance|ORG] went to court to have them reinstated.
    Judge [Petronella Venter|PER] called the decision irrational.
    [Radise|PER]'s accountant, [Imraan Vawda|PER], got two years.
    The arms dealer [Marisol Naval Systems|ORG] was charged as well.
    [Radise|PER] handed himself over to the police in [Mokwena|LOC].
    The [Mokwena High Court|ORG] set a date for the trial.
    The [Independent Electoral Board|ORG] struck him from the list.
    [Evaristo Cabral Pinto|PER] ruled [Guarana|LOC] for three decades.
    A box of files was found in a police station in [Villa Serena|LOC].
    [Hortensia Duarte|PER] found the files.
    The raids were planned in [Montevideo|LOC], a historian said.
    The [Guaranan Supreme Court|ORG] stripped the admiral of his immunity.
    Admiral [Rogelio Pastene|PER] was arrested at a clinic in [Lisbon|LOC].
    Portuguese judge [Amelia Tavora|PER] had asked for his arrest.
    The [Council of State|ORG] ruled that he had no immunity.
    Interior secretary [Philip Ansell|PER] let him go home.
    [Pastene|PER] died in his sleep in [Oporto|LOC].
    The builder [Construtora Almeda|ORG] paid bribes in twelve countries.
    The [Superior Chamber of Accounts|ORG] reduced the fine.
    The [Labour Party|ORG] named [Fernanda Quintal|PER] as its candidate.
    Justice [Otavio Braga|PER] annulled the auction.
    The [Administrative Tribunal|ORG] confirmed the decision by eight votes to three.
    [Maria do Vale|PER], a neighbour, testified on Thursday.
    [Quintal|PER] took office in [Brasilia|LOC].
    The [Guild of Court Reporters|ORG] complained to the [Ministry of Information|ORG].
    A clerk at the [Land Registry|ORG] recognised [Ivo Terzic|PER].
    [Terzic|PER] had used the name [Marko Babic|PER] in [Graz|LOC].
    Relatives of [Lejla Hodzic|PER] held up her photograph.
    The grave was found near [Crni Vrh|LOC], a village in eastern [Podrina|LOC].
    The [Missing Persons Institute|ORG] identified 31 bodies.
    Colonel [Dusan Krivak|PER] said he followed orders from [Belgrade|LOC].
    [TESK|PER] SENTENCED TO NINE YEARS BY COURT IN [PORT ALMAR|LOC]
    Court Frees [Bielak|PER] After Three Years
    [Norvia|LOC] Bars Former President From Leaving
    [KARANJA|PER] SURRENDERS TO POLICE
    [VELMORA|LOC], 12 May - The trial of [Bruno Achterberg|PER] opened on Monday.
    [Achterberg|PER], wearing a blue suit, pleaded not guilty.
    The hearing was attended by diplomats from [France|LOC], [Japan|LOC] and [Norvia|LOC].
    "He is a broken man," [Elias Orm|PER], a cousin, told the [Almar Gazette|ORG].
    The verdict is expected in [Almar|LOC] next week.
    """
