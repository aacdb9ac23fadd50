"""English: what takes back the intents of its clause."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.LOCAL,
        "about_the_post",
        -60,
        r"""
(?:a|another|more|next|the next|this|your|part) (?:video|videos|episode|episodes|reel|reels|podcast|song|
    tutorial|season|stream|vlog|two|three)(?: (?:on|about|next|out|soon)|<e>)
(?:part (?:two|three|\d)|season \d|next episode)
""",
    ),
    Signal(
        Group.LOCAL,
        "negated",
        -200,
        r"""
no (?:budget|money) for
(?:my|his|her|their) (?:school|work|company|employer|insurance|job|uni|boss) (?:pays|paid|covers|provides)
(?:not|never|no longer|hardly|nor) (?:really |actually |even |at all |that |very |remotely |
    one bit ){0,2}(?:interested|going to (?:buy|pay|get|try|sign|subscribe|order)|want|need|buy|buying|
    looking (?:for|to)|asking|paying|pay|worth|sold|in the market|sign(?:ing)? up|subscribe|subscribing|
    ordering|care|touching|trust|giving|switching|booking|planning|getting|try|trying|ask|falling|clicking|
    take|a (?:lead|sales|customer)|for me|recommend)
(?:do|does|did|would|will|should|could) not <0-2>(?:want|need|buy|pay|get|sign|subscribe|order|call|email|
    contact|message|dm|send|try|trust|ask|touch|waste|recommend|book|see the point|text|take)
(?:no|zero|without any) (?:interest|intention|need|desire|plans to|thanks|thank you|way|one needs|thx)
nobody (?:needs|wants|asked|is (?:buying|asking)|cares|buys)
(?:no one|noone|who) (?:needs|wants|asked|even|in their right mind|cares|would (?:pay|buy|want))
(?:stop|quit|enough|please stop) (?:sending|calling|emailing|messaging|spamming|asking|trying|texting|
    contacting|pushing|selling|with|dming|bugging)
(?:hard pass|i will pass|i pass|pass on this|count me out|leave me alone|over my dead body|no chance|nope|
    hell no|no way)
(?:unsubscribe|remove me|take me off|opt out|do not contact)
(?:if|even if) <0-3>(?:paid me|paid us|gave it|were free|was free)
(?:refuse|rather (?:die|not|eat|chew|keep|stick|buy|have))
used to (?:want|need|pay|use|be)
instead of (?:buying|paying|a demo|asking)
(?:i|we) (?:am |are )?(?:good|fine|ok|happy|all set|set) (?:with|without|as|thanks)
no need to|(?:all set|already sorted|already covered|not an enquiry|not an inquiry)
""",
    ),
    Signal(
        Group.LOCAL,
        "asks_why",
        -100,
        r"""
<s>(?:and |but )?(?:why|how come) (?:is|are|do|does|did|was|were|has|have|would|can)(?! (?:i not|we not|
    you not))
""",
    ),
    Signal(
        Group.LOCAL,
        "in_the_past",
        -120,
        r"""
<s>(?:and )?(?:who|what|when|where|why|how|which)(?: \w+){0,2} (?:did|was|were|had)(?! (?:you say|
    the price again))
did (?:you|he|she|they|it|the|his|her)
(?:i|we|<s>(?![^.]*\?)) ?(?:have |had |just |already |once |finally |literally |also |even |only |recently |
    never |tried and ){0,2}(?:bought|purchased|ordered|got|signed up|subscribed|paid|tried|tested|booked|had|
    did|attended|joined|took|asked|requested|received|spoke|talked|called|emailed|messaged|switched|upgraded|
    installed|downloaded|enrolled|watched|went|sat through|contacted|wrote|filled|renewed|unsubscribed|
    been (?:a customer|using|on)|used|did buy|sold|been quoted|was quoted|submitted|sent|registered|trialed|
    trialled|demoed|pitched|gave|ran|closed|cancelled|canceled|returned|signed with|hit|lost)(?! (?:a budget|
    approval|funding|sent here|referred|outgrown|to (?:get|have|buy|try|order|replace|switch)|\d+ (?:employees
    |people|agents|clients|reps|staff|users|patients)|about \d+|(?:a )?(?:plan|room|any|deals|discounts?)|
    you (?:on|bookmarked|shortlisted)))
(?:last (?:week|month|year|spring|summer|fall|winter|quarter|time|monday|tuesday|wednesday|thursday|friday|
    night)|years ago|months ago|weeks ago|days ago|yesterday|back in (?:\d+|the day|january|march|june|
    college)|when i was|(?:in|since) (?:20[012]\d|19\d\d))
(?:was|were) (?:great|awesome|amazing|fantastic|fun|so good|helpful|impressive|terrible|awful|boring|excellent
    |super|brilliant|a joke|hilarious|incredible|worth|the best|lovely|solid|a disaster|a waste|fab|free|
    crashed)
(?:best|worst|greatest|smartest|dumbest) (?:purchase|buy|investment|money|decision|demo|\d+|thing i)
(?:gave me|gave us|crashed|expired)
""",
    ),
    Signal(
        Group.LOCAL,
        "third_party",
        -120,
        r"""
<who> (?:just |already |also |really |always |keeps? |is |was |has |have |had |actually |literally |even |
    works? |would |once |still |who ){0,3}(?:bought|buys|paid|pays|paying|asked|asks|asking|tried|tries|got|
    gets|signed|signs|wanted|hates|thinks|says|said|told|uses|used|using|has one|have one|ordered|booked|loves
    |loved|sells|sold|purchased|subscribed|in sales|works in|sent|went|saw|took|runs|complaining|complain|
    complains|had|requested|swears|showed|spent|spends|called|quoted|charges|charged)
my (?:dog|cat|ex) (?:wants|needs|\w+)
(?:he|she|they) (?:said|told|wanted|asked|quoted|charged|charge|paid|bought|offered|never|tried|got|call it|
    keep|kept|answered|laughed|sent|gave|called)
(?:i|we) (?:heard|overheard|was told|were told|saw someone|saw a)
(?:heard (?:they|it|that|you)|rumou?r|apparently|allegedly|supposedly)
(?:people|everyone|everybody|folks|half (?:the|of)|all these|the comments|these comments|y all|you all|
    people in the comments) <0-4>(?:asking|asks?|ask|begging|saying|commenting|keep)
tell (?:my|him|her|them) <0-3>(?:friend|brother|sister|mom|boss|dad)
(?:someone|somebody) (?:should|needs to|please|buy|get|give) <0-2>(?:buy|get|tell|give) (?:my|this man|
    this girl|him|her|them|that)
""",
    ),
    Signal(
        Group.LOCAL,
        "idiom",
        -200,
        r"""
(?:price|cost|prices|costs) (?:of|for) (?:living|gas|eggs|rent|food|groceries|oil|bitcoin|housing|houses|homes
    |fuel|petrol|milk|bread|beer|coffee|gold|butter|avocados?|tuition|electricity|insulin|meat|chicken|
    everything|a house|the euro|the dollar|diapers|childcare|daycare|therapy|lumber)
(?:gas|egg|eggs|rent|food|grocery|oil|house|housing|bitcoin|fuel|ticket|stock) (?:price|prices|costs?)
(?:quote of|this quote|that quote|love the quote|great quote|favorite quote|favourite quote|can i quote|
    quote you|your quote|quote from|quote tweet|quote on|inspirational quote|quotes like)
(?:the price (?:you|we|i|they) pay|price of (?:fame|success|freedom|love|beauty|admission|doing|being|progress
    |glory|genius|greatness|entry|ignorance|inaction|silence|happiness|peace|waiting)|at what cost|at any cost
    |at all costs|cost of (?:doing|being|inaction|ignoring|not|success|living)|pay the price|paid the price|
    paying the price|price to pay|priceless|half the price of|every[a-z]+ has (?:its|a|their|his|her) price|
    price on (?:your|my|time|happiness)|put a price on|name your price|price is right|worth every penny|
    trial and error|trials and|trial by|on trial|murder trial|court|jury|clinical trials?|demo tape|demo day|
    demolition|demo of (?:my|his|her) (?:song|band))
(?:time is money|buy (?:time|happiness|love|that argument|into|me a (?:drink|beer|coffee))|buys? happiness|
    money (?:can not|can) buy|(?:sold|sell) my soul|guilt trip|free country|food for thought|buy-in|
    i buy (?:that|it)|order of magnitude|in order to|law and order|best buy|plan b|tall order|free spirit|
    free of charge advice)
(?:get this (?:straight|guy|man|woman|girl|song)|get this party|get it (?:together|girl|done|queen|king|right)
    |i get it|interested to (?:see|know what|hear what|hear your))
""",
    ),
    Signal(
        Group.LOCAL,
        "wishful",
        -60,
        r"""
(?:if (?:i|we) (?:had|could|won|only|were|ever)|wish (?:i|we)|in my dreams|one day|some day|someday|
    when i (?:win|grow up|am rich|get rich|retire)|if only|in another life)
(?:imagine|picture) (?:paying|buying|asking|someone|a world|being|if|your|booking|having)
if i had a (?:dollar|nickel|penny|euro)
(?:can not|could not|never) afford
""",
    ),
)
