/// For each kind sentences that assert it (active, passive, relative clause), deny it, plan it. Own writing about invented people.
/// kind | asserted, denied, planned, requested, hypothetical | agent | patient | sentence. "-" where the sentence names nobody.
/// "denied", "planned", "requested" and "hypothetical" all mean: did not happen.
let frameSentences = """
    convict | asserted | Orlen District Court | Marek Tolv | The Orlen District Court convicted Marek Tolv of fraud on Monday.
    convict | asserted | - | Marek Tolv | Marek Tolv was found guilty of fraud on Monday.
    convict | asserted | - | Marek Tolv | Marek Tolv, who was convicted of fraud in 2009, left the hall without a word.
    convict | denied | - | Marek Tolv | Marek Tolv has not been convicted of fraud.
    convict | hypothetical | - | Marek Tolv | If Marek Tolv is convicted of fraud, he will lose his seat.
    sentence | asserted | Orlen District Court | Marek Tolv | The Orlen District Court sentenced Marek Tolv to nine years in prison on Monday.
    sentence | asserted | - | Marek Tolv | Marek Tolv was sentenced to nine years in prison in 2009.
    sentence | asserted | - | Marek Tolv | Marek Tolv, who was sentenced to nine years in 2009, is ill.
    sentence | denied | - | Marek Tolv | Marek Tolv was never sentenced to prison.
    sentence | hypothetical | - | Marek Tolv | Marek Tolv could be sentenced to nine years in prison.
    pardon | asserted | Ines Dravic | Marek Tolv | President Ines Dravic pardoned Marek Tolv on Monday.
    pardon | asserted | Ines Dravic | Marek Tolv | President Ines Dravic granted Marek Tolv a pardon on Monday.
    pardon | asserted | Ines Dravic | Marek Tolv | Marek Tolv was pardoned by President Ines Dravic in 2011.
    pardon | asserted | Ines Dravic | Marek Tolv | A pardon was granted to Marek Tolv by President Ines Dravic in 2011.
    pardon | denied | Ines Dravic | - | President Ines Dravic refused to pardon Marek Tolv.
    pardon | planned | - | - | President Ines Dravic plans to pardon Marek Tolv next week.
    pardon | requested | - | - | Lawyers asked President Ines Dravic to pardon Marek Tolv.
    commute | asserted | Ines Dravic | Marek Tolv | President Ines Dravic commuted the sentence of Marek Tolv to four years on Monday.
    commute | asserted | Ines Dravic | Marek Tolv | Marek Tolv's sentence was commuted by President Ines Dravic in 2011.
    commute | denied | - | - | President Ines Dravic did not commute the sentence of Marek Tolv.
    commute | planned | - | - | President Ines Dravic will commute the sentence of Marek Tolv.
    amnesty | asserted | - | - | Parliament granted an amnesty to 300 prisoners on Monday.
    amnesty | denied | - | - | Parliament refused to grant an amnesty to the rebels.
    annul | asserted | Supreme Court | - | The Supreme Court annulled the pardon on Monday.
    annul | asserted | Supreme Court | - | The Supreme Court struck down the amnesty law on Monday.
    annul | asserted | Supreme Court | - | The amnesty was set aside by the Supreme Court in 2012.
    annul | asserted | Supreme Court | - | The Supreme Court, which quashed the conviction in 2012, sits in Orlen.
    annul | asserted | Supreme Court | - | The Supreme Court declared the decree unconstitutional on Monday.
    annul | asserted | Supreme Court | - | The Supreme Court left the pardon without legal effect.
    annul | denied | - | - | The Supreme Court has not annulled the pardon.
    annul | requested | - | - | Prosecutors asked the Supreme Court to annul the pardon.
    annul | hypothetical | - | - | The Supreme Court could overturn the pardon next month.
    restore | asserted | Constitutional Court | - | The Constitutional Court reinstated the pardon on Monday.
    restore | asserted | Constitutional Court | - | The conviction was restored by the Constitutional Court in 2014.
    restore | denied | - | - | The Constitutional Court did not reinstate the pardon.
    uphold | asserted | Supreme Court | - | The Supreme Court upheld the conviction on Monday.
    uphold | asserted | Supreme Court | - | The sentence was confirmed by the Supreme Court in 2010.
    uphold | hypothetical | - | - | If the Supreme Court upholds the conviction, he will go to prison.
    suspend | asserted | Supreme Court | - | The Supreme Court suspended the sentence on Monday.
    suspend | asserted | Supreme Court | - | The decree was suspended by the Supreme Court in 2010.
    suspend | denied | - | - | The Supreme Court refused to suspend the sentence.
    order-release | asserted | Orlen District Court | Marek Tolv | The Orlen District Court ordered the release of Marek Tolv on Monday.
    order-release | asserted | Orlen District Court | Marek Tolv | The Orlen District Court ordered that Marek Tolv be released at once.
    order-release | denied | - | - | The Orlen District Court did not order the release of Marek Tolv.
    order-detention | asserted | Orlen District Court | Marek Tolv | The Orlen District Court ordered the arrest of Marek Tolv on Monday.
    order-detention | asserted | Orlen District Court | Marek Tolv | The Orlen District Court ordered Marek Tolv back to prison.
    order | asserted | Orlen District Court | - | The Orlen District Court ordered the ministry to open its archives on Monday.
    order | denied | - | - | The Orlen District Court has not ordered the ministry to open its archives.
    request | asserted | Ines Dravic | - | Ines Dravic asked the Supreme Court to review the pardon on Monday.
    request | asserted | Ines Dravic | - | Ines Dravic called on the government to resign.
    request | denied | - | - | Marek Tolv has not asked for a pardon.
    request | planned | - | - | Marek Tolv said he would ask for asylum.
    review | asserted | Supreme Court | - | The Supreme Court reopened the case on Monday.
    appeal | asserted | Marek Tolv | - | Marek Tolv appealed against the verdict on Monday.
    appeal | asserted | - | - | Marek Tolv filed an appeal on Monday.
    appeal | planned | - | - | Marek Tolv will appeal against the verdict.
    appeal | denied | - | - | Marek Tolv did not appeal against the verdict.
    charge | asserted | - | Marek Tolv | Prosecutors charged Marek Tolv with bribery on Monday.
    charge | asserted | - | Marek Tolv | Marek Tolv was charged with bribery in 2008.
    charge | denied | - | - | Marek Tolv has not been charged.
    indict | asserted | - | Marek Tolv | A grand jury indicted Marek Tolv on Monday.
    acquit | asserted | Orlen District Court | Marek Tolv | The Orlen District Court acquitted Marek Tolv on Monday.
    acquit | asserted | - | Marek Tolv | Marek Tolv was acquitted of all charges in 2013.
    acquit | denied | - | - | Marek Tolv has not been acquitted.
    dismiss | asserted | Supreme Court | - | The Supreme Court dismissed the appeal on Monday.
    dismiss | asserted | Supreme Court | - | His appeal was rejected by the Supreme Court in 2013.
    dismiss | asserted | - | - | Prosecutors dropped the charges against Marek Tolv in 2013.
    arrest | asserted | - | Marek Tolv | Police arrested Marek Tolv on Monday.
    arrest | asserted | - | Marek Tolv | Marek Tolv was arrested at the border and extradited to Orland in 2006.
    arrest | denied | - | - | Nobody was arrested.
    arrest | planned | - | - | Police plan to arrest Marek Tolv.
    detain | asserted | - | Marek Tolv | Marek Tolv has been held in Dunvar prison since March 2010.
    release | asserted | - | Marek Tolv | Marek Tolv was released from prison on Monday.
    release | asserted | - | Marek Tolv | Marek Tolv walked free on Monday.
    release | asserted | - | Marek Tolv | Marek Tolv, who was freed in 2015, lives abroad.
    release | denied | - | - | Marek Tolv was not released.
    release | hypothetical | - | - | Marek Tolv could be released within days.
    transfer | asserted | - | Marek Tolv | Marek Tolv was transferred to Dunvar prison on Monday.
    hospitalise | asserted | - | Marek Tolv | Marek Tolv was taken to hospital on Monday.
    extradite | asserted | - | Marek Tolv | Orland extradited Marek Tolv on Monday.
    extradite | asserted | - | Marek Tolv | Marek Tolv was extradited to Orland in 2006.
    extradite | denied | - | - | Orland refused to extradite Marek Tolv.
    flee | asserted | Marek Tolv | - | Marek Tolv fled the country in 2004.
    impeach | asserted | - | Ines Dravic | The House impeached Ines Dravic on Monday.
    vote | asserted | - | - | The Senate voted by 40 to 12 on Monday to remove Ines Dravic.
    resign | asserted | Ines Dravic | - | Ines Dravic resigned on Monday.
    resign | denied | - | - | Ines Dravic refused to resign.
    appoint | asserted | Ines Dravic | Marek Tolv | President Ines Dravic appointed Marek Tolv ambassador on Monday.
    elect | asserted | - | Ines Dravic | Ines Dravic was elected president in 2010.
    kill | asserted | - | - | Soldiers killed 15 villagers in 1991.
    kill | asserted | - | - | The soldiers who murdered nine students in 1992 were never found.
    kidnap | asserted | - | - | Gunmen kidnapped nine students on Monday.
    torture | asserted | - | - | The police tortured the prisoners in 1992.
    attack | asserted | - | - | Rebels attacked the village on Monday.
    clash | asserted | - | - | Police clashed with demonstrators on Monday.
    protest | asserted | - | - | Thousands of people protested outside the court on Monday.
    visit | asserted | Ines Dravic | Marek Tolv | Ines Dravic visited Marek Tolv in prison on Monday.
    die | asserted | - | Marek Tolv | Marek Tolv died in prison on Monday.
    apologise | asserted | Marek Tolv | - | Marek Tolv apologised to the families on Monday.
    comply | asserted | - | - | The government complied with the order on Monday.
    defy | asserted | - | - | The government ignored the order of the court.
    govern | asserted | Ines Dravic | - | Ines Dravic governed Orland from 1990 to 2000.
    govern | asserted | Ines Dravic | - | Ines Dravic was president from 1990 to 2000.
    dissolve | asserted | Ines Dravic | - | Ines Dravic dissolved parliament in 1992.
    enact | asserted | - | - | Parliament passed the law in June.
    rule | asserted | Supreme Court | - | The Supreme Court ruled on Monday that the arrest had been unlawful.
    bribe | asserted | Marek Tolv | - | Marek Tolv bribed two lawmakers in 1999.
    pay | asserted | Marek Tolv | - | Marek Tolv paid the fine on Monday.
    publish | asserted | - | - | The ministry published the report on Monday.
    found | asserted | Ines Dravic | - | Ines Dravic founded the party in 1988.
    negotiate | asserted | - | - | The government signed a deal with the rebels on Monday.
    born | asserted | - | Marek Tolv | Marek Tolv was born in 1950.
    overrule | asserted | - | - | The minister overruled the board in 2010.
    """
