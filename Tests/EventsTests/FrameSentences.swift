/// For each kind a sentence that asserts it in the active, in the passive and in a relative clause, one that denies it, one that plans it.
/// Own writing about invented people.
/// kind | form | agent | patient | sentence. Forms: active, passive, relative (told as done); denied, planned, requested, hypothetical (did
/// not happen). "-" where the sentence names nobody.
let frameSentences = """
    convict | active | Orlen District Court | Marek Tolv | The Orlen District Court convicted Marek Tolv of fraud on Monday.
    convict | active | - | Marek Tolv | Marek Tolv was found guilty of fraud on Monday.
    convict | passive | Orlen District Court | Marek Tolv | Marek Tolv was convicted of fraud by the Orlen District Court in 2009.
    convict | relative | - | Marek Tolv | Marek Tolv, who was convicted of fraud in 2009, left the hall without a word.
    convict | denied | - | Marek Tolv | Marek Tolv has not been convicted of fraud.
    convict | hypothetical | - | Marek Tolv | If Marek Tolv is convicted of fraud, he will lose his seat.
    convict | planned | - | Marek Tolv | The judges are expected to convict Marek Tolv next week.
    sentence | active | Orlen District Court | Marek Tolv | The Orlen District Court sentenced Marek Tolv to nine years in prison on Monday.
    sentence | passive | - | Marek Tolv | Marek Tolv was sentenced to nine years in prison in 2009.
    sentence | relative | - | Marek Tolv | Marek Tolv, who was sentenced to nine years in 2009, is ill.
    sentence | relative | Orlen District Court | Marek Tolv | He is serving the nine-year term that the Orlen District Court imposed on Marek Tolv in 2009.
    sentence | denied | - | Marek Tolv | Marek Tolv was never sentenced to prison.
    sentence | hypothetical | - | Marek Tolv | Marek Tolv could be sentenced to nine years in prison.
    sentence | planned | - | Marek Tolv | Marek Tolv will be sentenced next month.
    pardon | active | Ines Dravic | Marek Tolv | President Ines Dravic pardoned Marek Tolv on Monday.
    pardon | active | Ines Dravic | Marek Tolv | President Ines Dravic granted Marek Tolv a pardon on Monday.
    pardon | passive | Ines Dravic | Marek Tolv | Marek Tolv was pardoned by President Ines Dravic in 2011.
    pardon | passive | Ines Dravic | Marek Tolv | A pardon was granted to Marek Tolv by President Ines Dravic in 2011.
    pardon | relative | Ines Dravic | - | The judges criticised the pardon, which President Ines Dravic granted on Monday.
    pardon | relative | Ines Dravic | Marek Tolv | Marek Tolv, whom President Ines Dravic pardoned in 2011, is ill.
    pardon | denied | Ines Dravic | - | President Ines Dravic refused to pardon Marek Tolv.
    pardon | planned | - | - | President Ines Dravic plans to pardon Marek Tolv next week.
    pardon | requested | - | - | Lawyers asked President Ines Dravic to pardon Marek Tolv.
    commute | active | Ines Dravic | Marek Tolv | President Ines Dravic commuted the sentence of Marek Tolv to four years on Monday.
    commute | passive | Ines Dravic | Marek Tolv | Marek Tolv's sentence was commuted by President Ines Dravic in 2011.
    commute | relative | Ines Dravic | Marek Tolv | Marek Tolv, whose sentence President Ines Dravic commuted in 2011, is ill.
    commute | denied | - | - | President Ines Dravic did not commute the sentence of Marek Tolv.
    commute | planned | - | - | President Ines Dravic will commute the sentence of Marek Tolv.
    commute | active | Orlen Court of Appeal | - | The Orlen Court of Appeal took two years off the sentence of Marek Tolv on Monday.
    commute | passive | Supreme Court | - | Marek Tolv's sentence was cut to six years by the Supreme Court in 2011.
    review | active | - | - | The commission sent the convictions back to the Orlen Court of Appeal in June.
    order | active | Supreme Court | - | The Supreme Court forbade the release of Marek Tolv on Monday.
    order-release | passive | Ines Vost | Marek Tolv | The order for the release of Marek Tolv was signed by Judge Ines Vost on Monday.
    order-detention | relative | Orlen District Court | Marek Tolv | The detention of Marek Tolv ordered by the Orlen District Court in May was lawful.
    order-detention | active | Orlen District Court | Marek Tolv | The Orlen District Court ordered the state on Monday to keep Marek Tolv in prison.
    dismiss | active | Supreme Court | - | The Supreme Court declined on Monday to suspend the ruling.
    dismiss | active | Supreme Court | - | The Supreme Court threw out his appeal on Monday.
    dismiss | passive | - | Marek Tolv | Marek Tolv was suspended from his post on Friday.
    detain | passive | - | Marek Tolv | Marek Tolv was recalled to prison on Tuesday.
    appoint | active | - | Ines Dravic | Ines Dravic took the oath of office on Monday.
    amnesty | active | - | - | Parliament granted an amnesty to 300 prisoners on Monday.
    amnesty | passive | - | - | An amnesty was granted to 300 prisoners in 2014.
    amnesty | relative | - | - | The rebels who were amnestied in 2014 went home.
    amnesty | denied | - | - | Parliament refused to grant an amnesty to the rebels.
    amnesty | planned | - | - | Parliament plans to amnesty the rebels.
    annul | active | Supreme Court | - | The Supreme Court annulled the pardon on Monday.
    annul | active | Supreme Court | - | The Supreme Court struck down the amnesty law on Monday.
    annul | active | Supreme Court | - | The Supreme Court declared the decree unconstitutional on Monday.
    annul | active | Supreme Court | - | The Supreme Court left the pardon without legal effect.
    annul | passive | Supreme Court | - | The amnesty was set aside by the Supreme Court in 2012.
    annul | relative | Supreme Court | - | The Supreme Court, which quashed the conviction in 2012, sits in Orlen.
    annul | denied | - | - | The Supreme Court has not annulled the pardon.
    annul | requested | - | - | Prosecutors asked the Supreme Court to annul the pardon.
    annul | hypothetical | - | - | The Supreme Court could overturn the pardon next month.
    annul | planned | - | - | The Supreme Court intends to annul the pardon.
    restore | active | Constitutional Court | - | The Constitutional Court reinstated the pardon on Monday.
    restore | passive | Constitutional Court | - | The conviction was restored by the Constitutional Court in 2014.
    restore | relative | Constitutional Court | - | The Constitutional Court, which restored the pardon in 2014, has eleven judges.
    restore | denied | - | - | The Constitutional Court did not reinstate the pardon.
    restore | planned | - | - | The Constitutional Court is to reinstate the pardon on Monday.
    uphold | active | Supreme Court | - | The Supreme Court upheld the conviction on Monday.
    uphold | passive | Supreme Court | - | The sentence was confirmed by the Supreme Court in 2010.
    uphold | relative | Supreme Court | - | The Supreme Court, which upheld the verdict in 2010, has eleven judges.
    uphold | hypothetical | - | - | If the Supreme Court upholds the conviction, he will go to prison.
    uphold | denied | - | - | The Supreme Court did not uphold the conviction.
    uphold | planned | - | - | The Supreme Court will uphold the conviction.
    overrule | active | - | - | The minister overruled the board in 2010.
    overrule | passive | - | - | The board was overruled by the minister in 2010.
    overrule | relative | - | - | The minister who overruled the board in 2010 has resigned.
    overrule | denied | - | - | The minister did not overrule the board.
    overrule | planned | - | - | The minister intends to overrule the board.
    suspend | active | Supreme Court | - | The Supreme Court suspended the sentence on Monday.
    suspend | passive | Supreme Court | - | The decree was suspended by the Supreme Court in 2010.
    suspend | relative | Supreme Court | - | The Supreme Court, which stayed the sentence in 2010, has eleven judges.
    suspend | denied | - | - | The Supreme Court refused to suspend the sentence.
    suspend | planned | - | - | The Supreme Court will suspend the sentence.
    order-release | active | Orlen District Court | Marek Tolv | The Orlen District Court ordered the release of Marek Tolv on Monday.
    order-release | active | Orlen District Court | Marek Tolv | The Orlen District Court ordered that Marek Tolv be released at once.
    order-release | passive | - | Marek Tolv | Marek Tolv was ordered released on Monday.
    order-release | relative | Orlen District Court | Marek Tolv | The Orlen District Court, which ordered the release of Marek Tolv in 2012, has moved.
    order-release | denied | - | - | The Orlen District Court did not order the release of Marek Tolv.
    order-release | planned | - | - | The Orlen District Court will order the release of Marek Tolv.
    order-detention | active | Orlen District Court | Marek Tolv | The Orlen District Court ordered the arrest of Marek Tolv on Monday.
    order-detention | active | Orlen District Court | Marek Tolv | The Orlen District Court ordered Marek Tolv back to prison.
    order-detention | passive | - | Marek Tolv | Marek Tolv was remanded in custody on Monday.
    order-detention | relative | - | Marek Tolv | The judge who ordered the arrest of Marek Tolv in 2009 has retired.
    order-detention | denied | - | - | The Orlen District Court did not order the arrest of Marek Tolv.
    order-detention | planned | - | - | The judge plans to order the arrest of Marek Tolv.
    order | active | Orlen District Court | - | The Orlen District Court ordered the ministry to open its archives on Monday.
    order | passive | - | - | The ministry was ordered to open its archives on Monday.
    order | relative | Orlen District Court | - | The Orlen District Court, which ordered the ministry to open its archives, has moved.
    order | denied | - | - | The Orlen District Court has not ordered the ministry to open its archives.
    order | planned | - | - | The Orlen District Court will order the ministry to open its archives.
    request | active | Ines Dravic | - | Ines Dravic asked the Supreme Court to review the pardon on Monday.
    request | active | Ines Dravic | - | Ines Dravic called on the government to resign.
    request | passive | - | - | The government was urged to resign on Monday.
    request | relative | Ines Dravic | - | Ines Dravic, who urged the government to resign, has left the capital.
    request | denied | - | - | Marek Tolv has not asked for a pardon.
    request | planned | - | - | Marek Tolv said he would ask for asylum.
    review | active | Supreme Court | - | The Supreme Court reopened the case on Monday.
    review | passive | - | - | The case was reopened in 2010.
    review | relative | Supreme Court | - | The Supreme Court, which reviewed the verdict in 2010, has eleven judges.
    review | denied | - | - | The Supreme Court refused to reopen the case.
    review | planned | - | - | The Supreme Court will review the verdict.
    appeal | active | Marek Tolv | - | Marek Tolv appealed against the verdict on Monday.
    appeal | active | - | - | Marek Tolv filed an appeal on Monday.
    appeal | passive | - | - | An appeal was lodged on Monday.
    appeal | relative | Marek Tolv | - | Marek Tolv, who appealed against the verdict in 2010, is ill.
    appeal | planned | - | - | Marek Tolv will appeal against the verdict.
    appeal | denied | - | - | Marek Tolv did not appeal against the verdict.
    charge | active | - | Marek Tolv | Prosecutors charged Marek Tolv with bribery on Monday.
    charge | passive | - | Marek Tolv | Marek Tolv was charged with bribery in 2008.
    charge | relative | - | Marek Tolv | Marek Tolv, who was charged with bribery in 2008, is ill.
    charge | denied | - | - | Marek Tolv has not been charged.
    charge | planned | - | - | Prosecutors plan to charge Marek Tolv.
    indict | active | - | Marek Tolv | A grand jury indicted Marek Tolv on Monday.
    indict | passive | - | Marek Tolv | Marek Tolv was indicted in 2008.
    indict | relative | - | Marek Tolv | Marek Tolv, whom a grand jury indicted in 2008, is ill.
    indict | denied | - | - | The grand jury did not indict Marek Tolv.
    indict | planned | - | - | The grand jury is expected to indict Marek Tolv.
    acquit | active | Orlen District Court | Marek Tolv | The Orlen District Court acquitted Marek Tolv on Monday.
    acquit | passive | - | Marek Tolv | Marek Tolv was acquitted of all charges in 2013.
    acquit | relative | - | Marek Tolv | Marek Tolv, who was acquitted in 2013, is ill.
    acquit | denied | - | - | Marek Tolv has not been acquitted.
    acquit | planned | - | - | The court is expected to acquit Marek Tolv.
    dismiss | active | Supreme Court | - | The Supreme Court dismissed the appeal on Monday.
    dismiss | active | - | - | Prosecutors dropped the charges against Marek Tolv in 2013.
    dismiss | passive | Supreme Court | - | His appeal was rejected by the Supreme Court in 2013.
    dismiss | relative | Supreme Court | - | The Supreme Court, which rejected the appeal in 2013, has eleven judges.
    dismiss | denied | - | - | The Supreme Court has not dismissed the appeal.
    dismiss | planned | - | - | The Supreme Court is expected to dismiss the appeal.
    arrest | active | - | Marek Tolv | Police arrested Marek Tolv on Monday.
    arrest | passive | - | Marek Tolv | Marek Tolv was arrested at the border and extradited to Orland in 2006.
    arrest | relative | - | Marek Tolv | Marek Tolv, who was arrested in 2006, is ill.
    arrest | denied | - | - | Nobody was arrested.
    arrest | planned | - | - | Police plan to arrest Marek Tolv.
    detain | active | - | Marek Tolv | The army detained Marek Tolv on Monday.
    detain | passive | - | Marek Tolv | Marek Tolv has been held in Dunvar prison since March 2010.
    detain | relative | - | Marek Tolv | Marek Tolv, who was detained in 2010, is ill.
    detain | denied | - | - | Marek Tolv has not been detained.
    detain | planned | - | - | The army plans to detain Marek Tolv.
    release | active | - | Marek Tolv | The guards released Marek Tolv on Monday.
    release | active | - | Marek Tolv | Marek Tolv walked free on Monday.
    release | passive | - | Marek Tolv | Marek Tolv was released from prison on Monday.
    release | relative | - | Marek Tolv | Marek Tolv, who was freed in 2015, lives abroad.
    release | denied | - | - | Marek Tolv was not released.
    release | hypothetical | - | - | Marek Tolv could be released within days.
    release | planned | - | - | Marek Tolv is to be released on Monday.
    transfer | active | - | Marek Tolv | The guards transferred Marek Tolv to Dunvar prison on Monday.
    transfer | passive | - | Marek Tolv | Marek Tolv was transferred to Dunvar prison on Monday.
    transfer | relative | - | Marek Tolv | Marek Tolv, who was transferred to Dunvar prison in 2010, is ill.
    transfer | denied | - | - | Marek Tolv was not transferred to Dunvar prison.
    transfer | planned | - | - | Marek Tolv will be transferred to Dunvar prison.
    hospitalise | active | - | Marek Tolv | Guards took Marek Tolv to hospital on Monday.
    hospitalise | passive | - | Marek Tolv | Marek Tolv was taken to hospital on Monday.
    hospitalise | relative | - | Marek Tolv | Marek Tolv, who was hospitalised on Monday, is 71.
    hospitalise | denied | - | - | Marek Tolv was not taken to hospital.
    hospitalise | planned | - | - | Marek Tolv will be taken to hospital.
    extradite | active | - | Marek Tolv | Orland extradited Marek Tolv on Monday.
    extradite | passive | - | Marek Tolv | Marek Tolv was extradited to Orland in 2006.
    extradite | relative | - | Marek Tolv | Marek Tolv, who was extradited to Orland in 2006, is ill.
    extradite | denied | - | - | Orland refused to extradite Marek Tolv.
    extradite | planned | - | - | Orland plans to extradite Marek Tolv.
    flee | active | Marek Tolv | - | Marek Tolv fled the country in 2004.
    flee | relative | Marek Tolv | - | Marek Tolv, who fled the country in 2004, is ill.
    flee | denied | - | - | Marek Tolv did not flee the country.
    flee | planned | - | - | Marek Tolv planned to flee the country.
    impeach | active | - | Ines Dravic | The House impeached Ines Dravic on Monday.
    impeach | passive | - | Ines Dravic | Ines Dravic was impeached by the House in 2010.
    impeach | relative | - | Ines Dravic | Ines Dravic, who was impeached in 2010, lives abroad.
    impeach | denied | - | - | The House did not impeach Ines Dravic.
    impeach | planned | - | - | The House plans to impeach Ines Dravic.
    vote | active | - | - | The Senate voted by 40 to 12 on Monday to remove Ines Dravic.
    vote | passive | - | - | The motion was approved by parliament on Monday.
    vote | relative | - | - | The senators who voted against the motion left the chamber.
    vote | denied | - | - | The Senate has not voted on the motion.
    vote | planned | - | - | The Senate will vote on the motion next week.
    resign | active | Ines Dravic | - | Ines Dravic resigned on Monday.
    resign | relative | Ines Dravic | - | Ines Dravic, who resigned in 2010, lives abroad.
    resign | denied | - | - | Ines Dravic refused to resign.
    resign | planned | - | - | Ines Dravic plans to resign.
    appoint | active | Ines Dravic | Marek Tolv | President Ines Dravic appointed Marek Tolv ambassador on Monday.
    appoint | passive | Ines Dravic | Marek Tolv | Marek Tolv was appointed ambassador by President Ines Dravic in 2010.
    appoint | relative | - | Marek Tolv | Marek Tolv, who was appointed ambassador in 2010, is ill.
    appoint | denied | - | - | President Ines Dravic did not appoint Marek Tolv.
    appoint | planned | - | - | President Ines Dravic plans to appoint Marek Tolv.
    elect | active | - | Ines Dravic | Voters elected Ines Dravic in 2010.
    elect | passive | - | Ines Dravic | Ines Dravic was elected president in 2010.
    elect | relative | - | Ines Dravic | Ines Dravic, who was elected in 2010, lives abroad.
    elect | denied | - | - | Ines Dravic was not elected.
    elect | planned | - | - | Voters will elect a president next year.
    found | active | Ines Dravic | - | Ines Dravic founded the party in 1988.
    found | passive | Ines Dravic | - | The party was founded by Ines Dravic in 1988.
    found | relative | Ines Dravic | - | Ines Dravic, who founded the party in 1988, lives abroad.
    found | denied | - | - | Ines Dravic did not found the party.
    found | planned | - | - | Ines Dravic plans to found a party.
    dissolve | active | Ines Dravic | - | Ines Dravic dissolved parliament in 1992.
    dissolve | passive | Ines Dravic | - | Parliament was dissolved by Ines Dravic in 1992.
    dissolve | relative | Ines Dravic | - | Ines Dravic, who dissolved parliament in 1992, lives abroad.
    dissolve | denied | - | - | Ines Dravic did not dissolve parliament.
    dissolve | planned | - | - | Ines Dravic threatened to dissolve parliament.
    enact | active | - | - | Parliament passed the law in June.
    enact | passive | - | - | The law was passed in June.
    enact | relative | - | - | The deputies who passed the law in 2010 are gone.
    enact | denied | - | - | Parliament has not passed the law.
    enact | planned | - | - | Parliament will pass the law next week.
    negotiate | active | - | - | The government signed a deal with the rebels on Monday.
    negotiate | passive | - | - | A deal was struck with the rebels in 2010.
    negotiate | relative | - | - | The government, which negotiated with the rebels in 2010, fell.
    negotiate | denied | - | - | The government did not negotiate with the rebels.
    negotiate | planned | - | - | The government will negotiate with the rebels.
    pay | active | Marek Tolv | - | Marek Tolv paid the fine on Monday.
    pay | passive | - | - | The fine was paid in 2010.
    pay | relative | Marek Tolv | - | Marek Tolv, who paid the fine in 2010, is ill.
    pay | denied | - | - | Marek Tolv has not paid the fine.
    pay | planned | - | - | Marek Tolv promised to pay the fine.
    bribe | active | Marek Tolv | - | Marek Tolv bribed two lawmakers in 1999.
    bribe | passive | Marek Tolv | - | Two lawmakers were bribed by Marek Tolv in 1999.
    bribe | relative | Marek Tolv | - | Marek Tolv, who bribed two lawmakers in 1999, is ill.
    bribe | denied | - | - | Marek Tolv did not bribe the lawmakers.
    bribe | planned | - | - | Marek Tolv planned to bribe the lawmakers.
    kill | active | - | - | Soldiers killed 15 villagers in 1991.
    kill | passive | - | - | Fifteen villagers were killed by soldiers in 1991.
    kill | relative | - | - | The soldiers who murdered nine students in 1992 were never found.
    kill | denied | - | - | The soldiers did not kill the villagers.
    kill | planned | - | - | The soldiers planned to kill the villagers.
    kidnap | active | - | - | Gunmen kidnapped nine students on Monday.
    kidnap | passive | - | - | Nine students were kidnapped in 1992.
    kidnap | relative | - | - | The gunmen who kidnapped nine students in 1992 were never found.
    kidnap | denied | - | - | The gunmen did not kidnap the students.
    kidnap | planned | - | - | The gunmen planned to kidnap the students.
    torture | active | - | - | The police tortured the prisoners in 1992.
    torture | passive | - | - | The prisoners were tortured by the police in 1992.
    torture | relative | - | - | The officers who tortured the prisoners in 1992 were never found.
    torture | denied | - | - | The police did not torture the prisoners.
    torture | planned | - | - | The police threatened to torture the prisoners.
    attack | active | - | - | Rebels attacked the village on Monday.
    attack | passive | - | - | The village was attacked by rebels in 1991.
    attack | relative | - | - | The rebels who attacked the village in 1991 were never found.
    attack | denied | - | - | The rebels did not attack the village.
    attack | planned | - | - | The rebels planned to attack the village.
    clash | active | - | - | Police clashed with demonstrators on Monday.
    clash | relative | - | - | The demonstrators who clashed with police on Monday went home.
    clash | denied | - | - | The demonstrators did not clash with police.
    clash | planned | - | - | The demonstrators will clash with police.
    protest | active | - | - | Thousands of people protested outside the court on Monday.
    protest | relative | - | - | The students who protested on Monday went home.
    protest | denied | - | - | The students did not protest.
    protest | planned | - | - | The students plan to protest on Monday.
    visit | active | Ines Dravic | Marek Tolv | Ines Dravic visited Marek Tolv in prison on Monday.
    visit | passive | Ines Dravic | Marek Tolv | Marek Tolv was visited by Ines Dravic on Monday.
    visit | relative | Ines Dravic | Marek Tolv | Ines Dravic, who visited Marek Tolv on Monday, lives abroad.
    visit | denied | - | - | Ines Dravic did not visit Marek Tolv.
    visit | planned | - | - | Ines Dravic plans to visit Marek Tolv.
    die | active | - | Marek Tolv | Marek Tolv died in prison on Monday.
    die | relative | - | Marek Tolv | Marek Tolv, who died in 2010, was 71.
    die | denied | - | - | Marek Tolv has not died.
    die | planned | - | - | Marek Tolv will die in prison.
    born | passive | - | Marek Tolv | Marek Tolv was born in 1950.
    born | relative | - | Marek Tolv | Marek Tolv, who was born in 1950, is ill.
    born | denied | - | - | Marek Tolv was not born in Orland.
    born | planned | - | - | The child will be born in May.
    apologise | active | Marek Tolv | - | Marek Tolv apologised to the families on Monday.
    apologise | relative | Marek Tolv | - | Marek Tolv, who apologised to the families in 2010, is ill.
    apologise | denied | - | - | Marek Tolv refused to apologise.
    apologise | planned | - | - | Marek Tolv will apologise to the families.
    comply | active | - | - | The government complied with the order on Monday.
    comply | passive | - | - | The order was carried out on Monday.
    comply | relative | - | - | The government, which complied with the order in 2010, fell.
    comply | denied | - | - | The government did not comply with the order.
    comply | planned | - | - | The government will comply with the order.
    defy | active | - | - | The government ignored the order of the court.
    defy | passive | - | - | The order was ignored by the government.
    defy | relative | - | - | The government, which defied the court in 2010, fell.
    defy | denied | - | - | The government did not defy the court.
    defy | planned | - | - | The government plans to defy the court.
    publish | active | - | - | The ministry published the report on Monday.
    publish | passive | - | - | The report was published on Monday.
    publish | relative | - | - | The ministry, which published the report in 2010, has moved.
    publish | denied | - | - | The ministry did not publish the report.
    publish | planned | - | - | The ministry will publish the report.
    broadcast | active | - | - | The station broadcast the speech on Monday.
    broadcast | passive | - | - | The speech was broadcast on Monday.
    broadcast | relative | - | - | The station that aired the tape in 2000 has closed.
    broadcast | denied | - | - | The station did not broadcast the speech.
    broadcast | planned | - | - | The station will broadcast the speech.
    rule | active | Supreme Court | - | The Supreme Court ruled on Monday that the arrest had been unlawful.
    rule | passive | - | - | A ruling was issued on Monday.
    rule | relative | Supreme Court | - | The Supreme Court, which ruled on the matter in 2010, has eleven judges.
    rule | denied | - | - | The Supreme Court has not ruled on the matter.
    rule | planned | - | - | The Supreme Court will rule on Monday.
    govern | active | Ines Dravic | - | Ines Dravic governed Orland from 1990 to 2000.
    govern | active | Ines Dravic | - | Ines Dravic was president from 1990 to 2000.
    govern | passive | Ines Dravic | - | Orland was governed by Ines Dravic from 1990 to 2000.
    govern | relative | Ines Dravic | - | Ines Dravic, who governed Orland from 1990 to 2000, lives abroad.
    govern | denied | - | - | Ines Dravic did not govern Orland.
    govern | planned | - | - | Ines Dravic hopes to govern Orland.
    """
