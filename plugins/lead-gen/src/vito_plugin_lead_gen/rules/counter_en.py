"""English: what speaks against a lead."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.LOCAL, "about_the_post", -60, r"""
(?:a|another|more|next|the next|this|your|part) (?:video|videos|episode|episodes|reel|reels|podcast|song|tutorial|season|stream|vlog|two|three)(?: (?:on|about|next|out|soon)|<e>)
(?:part (?:two|three|\d)|season \d|next episode)
"""),
    Signal(Group.LOCAL, "negated", -200, r"""
no (?:budget|money) for
(?:my|his|her|their) (?:school|work|company|employer|insurance|job|uni|boss) (?:pays|paid|covers|provides)
(?:not|never|no longer|hardly|nor) (?:really |actually |even |at all |that |very |remotely |one bit ){0,2}(?:interested|going to (?:buy|pay|get|try|sign|subscribe|order)|want|need|buy|buying|looking (?:for|to)|asking|paying|pay|worth|sold|in the market|sign(?:ing)? up|subscribe|subscribing|ordering|care|touching|trust|giving|switching|booking|planning|getting|try|trying|ask|falling|clicking|take|a (?:lead|sales|customer)|for me|recommend)
(?:do|does|did|would|will|should|could) not <0-2>(?:want|need|buy|pay|get|sign|subscribe|order|call|email|contact|message|dm|send|try|trust|ask|touch|waste|recommend|book|see the point|text|take)
(?:no|zero|without any) (?:interest|intention|need|desire|plans to|thanks|thank you|way|one needs|thx)
nobody (?:needs|wants|asked|is (?:buying|asking)|cares|buys)
(?:no one|noone|who) (?:needs|wants|asked|even|in their right mind|cares|would (?:pay|buy|want))
(?:stop|quit|enough|please stop) (?:sending|calling|emailing|messaging|spamming|asking|trying|texting|contacting|pushing|selling|with|dming|bugging)
(?:hard pass|i will pass|i pass|pass on this|count me out|leave me alone|over my dead body|no chance|nope|hell no|no way)
(?:unsubscribe|remove me|take me off|opt out|do not contact)
(?:if|even if) <0-3>(?:paid me|paid us|gave it|were free|was free)
(?:refuse|rather (?:die|not|eat|chew|keep|stick|buy|have))
used to (?:want|need|pay|use|be)
instead of (?:buying|paying|a demo|asking)
(?:i|we) (?:am |are )?(?:good|fine|ok|happy|all set|set) (?:with|without|as|thanks)
no need to|(?:all set|already sorted|already covered|not an enquiry|not an inquiry)
"""),
    Signal(Group.LOCAL, "asks_why", -100, r"""
<s>(?:and |but )?(?:why|how come) (?:is|are|do|does|did|was|were|has|have|would|can)(?! (?:i not|we not|you not))
"""),
    Signal(Group.LOCAL, "in_the_past", -120, r"""
<s>(?:and )?(?:who|what|when|where|why|how|which)(?: \w+){0,2} (?:did|was|were|had)(?! (?:you say|the price again))
did (?:you|he|she|they|it|the|his|her)
(?:i|we|<s>(?![^.]*\?)) ?(?:have |had |just |already |once |finally |literally |also |even |only |recently |never |tried and ){0,2}(?:bought|purchased|ordered|got|signed up|subscribed|paid|tried|tested|booked|had|did|attended|joined|took|asked|requested|received|spoke|talked|called|emailed|messaged|switched|upgraded|installed|downloaded|enrolled|watched|went|sat through|contacted|wrote|filled|renewed|unsubscribed|been (?:a customer|using|on)|used|did buy|sold|been quoted|was quoted|submitted|sent|registered|trialed|trialled|demoed|pitched|gave|ran|closed|cancelled|canceled|returned|signed with|hit|lost)(?! (?:a budget|approval|funding|sent here|referred|outgrown|to (?:get|have|buy|try|order|replace|switch)|\d+ (?:employees|people|agents|clients|reps|staff|users|patients)|about \d+|(?:a )?(?:plan|room|any|deals|discounts?)|you (?:on|bookmarked|shortlisted)))
(?:last (?:week|month|year|spring|summer|fall|winter|quarter|time|monday|tuesday|wednesday|thursday|friday|night)|years ago|months ago|weeks ago|days ago|yesterday|back in (?:\d+|the day|january|march|june|college)|when i was|(?:in|since) (?:20[012]\d|19\d\d))
(?:was|were) (?:great|awesome|amazing|fantastic|fun|so good|helpful|impressive|terrible|awful|boring|excellent|super|brilliant|a joke|hilarious|incredible|worth|the best|lovely|solid|a disaster|a waste|fab|free|crashed)
(?:best|worst|greatest|smartest|dumbest) (?:purchase|buy|investment|money|decision|demo|\d+|thing i)
(?:gave me|gave us|crashed|expired)
"""),
    Signal(Group.LOCAL, "third_party", -120, r"""
<who> (?:just |already |also |really |always |keeps? |is |was |has |have |had |actually |literally |even |works? |would |once |still |who ){0,3}(?:bought|buy|buys|paid|pays|paying|asked|asks|asking|tried|tries|got|gets|signed|signs|wanted|hates|thinks|says|said|told|uses|used|using|has one|have one|ordered|booked|loves|loved|sells|sold|purchased|subscribed|in sales|works in|sent|went|saw|took|runs|complaining|complain|complains|had|requested|swears|showed|spent|spends|called|quoted|charges|charged)
my (?:dog|cat|ex) (?:wants|needs|\w+)
(?:he|she|they) (?:said|told|wanted|asked|quoted|charged|charge|paid|bought|offered|never|tried|got|call it|keep|kept|answered|laughed|sent|gave|called)
(?:i|we) (?:heard|overheard|was told|were told|saw someone|saw a)
(?:heard (?:they|it|that|you)|rumou?r|apparently|allegedly|supposedly)
(?:people|everyone|everybody|folks|half (?:the|of)|all these|the comments|these comments|y all|you all|people in the comments) <0-4>(?:asking|asks?|ask|begging|saying|commenting|keep)
tell (?:my|him|her|them) <0-3>(?:friend|brother|sister|mom|boss|dad)
(?:someone|somebody) (?:should|needs to|please|buy|get|give) <0-2>(?:buy|get|tell|give) (?:my|this man|this girl|him|her|them|that)
"""),
    Signal(Group.LOCAL, "idiom", -200, r"""
(?:price|cost|prices|costs) (?:of|for) (?:living|gas|eggs|rent|food|groceries|oil|bitcoin|housing|houses|homes|fuel|petrol|milk|bread|beer|coffee|gold|butter|avocados?|tuition|electricity|insulin|meat|chicken|everything|a house|the euro|the dollar|diapers|childcare|daycare|therapy|lumber)
(?:gas|egg|eggs|rent|food|grocery|oil|house|housing|bitcoin|fuel|ticket|stock) (?:price|prices|costs?)
(?:quote of|this quote|that quote|love the quote|great quote|favorite quote|favourite quote|can i quote|quote you|your quote|quote from|quote tweet|quote on|inspirational quote|quotes like)
(?:the price (?:you|we|i|they) pay|price of (?:fame|success|freedom|love|beauty|admission|doing|being|progress|glory|genius|greatness|entry|ignorance|inaction|silence|happiness|peace|waiting)|at what cost|at any cost|at all costs|cost of (?:doing|being|inaction|ignoring|not|success|living)|pay the price|paid the price|paying the price|price to pay|priceless|half the price of|every[a-z]+ has (?:its|a|their|his|her) price|price on (?:your|my|time|happiness)|put a price on|name your price|price is right|worth every penny|trial and error|trials and|trial by|on trial|murder trial|court|jury|clinical trials?|demo tape|demo day|demolition|demo of (?:my|his|her) (?:song|band))
(?:time is money|buy (?:time|happiness|love|that argument|into|me a (?:drink|beer|coffee))|buys? happiness|money (?:can not|can) buy|(?:sold|sell) my soul|guilt trip|free country|food for thought|buy-in|i buy (?:that|it)|order of magnitude|in order to|law and order|best buy|plan b|tall order|free spirit|free of charge advice)
(?:get this (?:straight|guy|man|woman|girl|song)|get this party|get it (?:together|girl|done|queen|king|right)|i get it|interested to (?:see|know what|hear what|hear your))
"""),
    Signal(Group.LOCAL, "wishful", -60, r"""
(?:if (?:i|we) (?:had|could|won|only|were|ever)|wish (?:i|we)|in my dreams|one day|some day|someday|when i (?:win|grow up|am rich|get rich|retire)|if only|in another life)
(?:imagine|picture) (?:paying|buying|asking|someone|a world|being|if|your|booking|having)
if i had a (?:dollar|nickel|penny|euro)
(?:can not|could not|never) afford
"""),
    Signal(Group.WHOLE, "something_else", -90, r"""
(?:where (?:did|do) (?:you|they|he|she) (?:get|buy|find|score)|what (?:\w+ )?(?:do you use|are you (?:using|wearing)|is that you are)|which \w+ (?:do|did) you (?:use|film|shoot|record|wear))
(?:that|those|the|your|cute|which|what|this) (?:[a-z]+ ){0,2}(?:jacket|shirt|tshirt|hoodie|dress|shoes|sneakers|hat|sunglasses|necklace|earrings|lipstick|shampoo|haircut|outfit|sweater|skirt|mug|couch|sofa|lamp|houseplant|camera|mic|microphone|tripod|song|rug|blazer|boots|tattoo|perfume|backpack|neon sign|poster|painting|scrubs|puppy|dog|cat|pens?|shirt|iphone|wallpaper|background music|nail polish|eyeliner|guitar|couch|jumper|cardigan|socks|bracelet|keyboard|chair|desk)(?= [^.]{0,80}(?:\?|from|where|price|cost|how much|who|link|name))
what brand
(?:asking|talking|speaking|i mean) (?:about|of) (?:the (?:other|one)|theirs|\w+)(?: [^.]{0,40})? not (?:yours?|this|these)
not (?:your|this) (?:course|product|app|one|tool|brand|company)
(?:theirs|the others?|the other one|not (?:this|these|yours|your)) ?,? ?(?:not (?:yours|these|this)|<e>)
(?:who sells|where is) (?:that|those|the|your) (?:\w+ )?(?:jacket|shirt|hoodie|dress|shoes|hat|mug|pens?|lamp|chair|rug|plant)
"""),
    Signal(Group.WHOLE, "complaint", -70, r"""
(?:scam|scammers?|rip off|ripoff|ripped off|fraud|theft|thieves|liars?|what a joke|bait and switch|false advertising|misleading|shady|predatory|con artists?|robbery|daylight robbery|beware)
(?:charged|billed|debited|billing|charging) (?:me|us|my|twice|anyway|without)
(?:want|wants|get|got|demand|need|give me|asked for|asking for) (?:my|our|a) (?:full )?(?:money back|refund|money|cash back)
(?:never|nobody|no one|noone) <0-2>(?:replied|replies|answered|answers|responded|responds|called (?:me )?back|got back|gets back|showed up|bothered|picked up)
(?:garbage|trash|pathetic|disgusting|useless|unacceptable|waste of|appalling|shame on|incompetent|ghosted)
(?:terrible|awful|horrible|worst) (?:service|support|product|app|tool|experience|company|customer|update|ux|software|ever|quality|onboarding|demo)
"""),
    Signal(Group.WHOLE, "grumble", -45, r"""
(?:crash|crashes|crashed|crashing|broken|broke down|bug|bugs|buggy|glitch|glitchy|frozen|froze|freezes|not working|stopped working|does not (?:work|load|open|sync)|did not (?:work|load|show)|will not (?:load|open|sync)|keeps? (?:failing|crashing|freezing|logging|crash)|lagging|nothing (?:syncs|works|loads))
(?:too|so|way|insanely|ridiculously|crazy|very|stupidly|super|wildly) (?:too )?(?:expensive|pricey|overpriced|much money)
is (?:anyone|anybody) else|anyone else(?: s)? (?:having|seeing|getting|unable|dashboard|app|account)|(?:overpriced|not worth|cash grab|price (?:hike|increase|gouging|went up|jump)|prices (?:went up|keep going up|doubled|are (?:insane|ridiculous|crazy|a joke|absurd|outrageous))|hiked|doubled (?:the|your|their)|greedy|(?:raised|raising) (?:the |your |their )?prices)
(?:disappointed|disappointing|ridiculous|wasted|rude|clueless|sucks|embarrassing|hiding prices|faulty|defective|damaged|crushed|(?:why|how come) (?:did|is|are|do|does|was) (?:the|your) (?:\w+ )?(?:price|prices|fee|plan|subscription)|price jump|doubled?)
still (?:waiting|has not|have not|billing|no (?:reply|answer|response))
(?:called|emailed|asked|messaged|contacted|texted) (?:me |you |us |support |sales )?<0-2>(?:\d+|three|four|five|several|multiple|so many|many) (?:times|weeks|days)
(?:that is advice|hostage|roped into|without asking)
"""),
    Signal(Group.WHOLE, "customer_already", -75, r"""
(?:my|our) (?:certificate|diploma|students use)|(?:finished|completed|passed) (?:the|my|your) (?:course|trial|level|program)
(?:my|our) (?:account|invoice|invoices|order|orders|refund|ticket(?! (?:system|tool|software|platform|queue))|tickets|password|membership|package|parcel|delivery|trial|free trial|shipment|workspace|dashboard|renewal date|tracking|receipt|subscription|current plan|sales rep|account manager)(?! (?:size|volume|is usually|would))
(?:cancel my|cancel it|how (?:do|can) i cancel|to cancel|cancelled|canceled|cancelling|canceling|cancellation|refunded|log in|logged|password|renewed|tracking number|downgrade|downgraded|close my|delete my|locked out|2fa)
(?:as|am|are|been|happy|loyal|longtime|long time|existing|current|paying|satisfied|already|long term) (?:a |an )?(?:been |happy |loyal |proud |long time |paying |existing |current |very ){0,2}(?:customer|customers|client|subscriber|subscribers|paying user|member|user|users)(?! (?:of (?:hubspot|salesforce|zendesk|hootsuite|buffer)))
already (?:use|using|have|own|pay|paying|happily|bought|got|subscribed|signed|went|switched)
(?:been|have been|am|are|we|i) (?:using (?:this|it|you)|on the|with you|with your|on this) <0-4>(?:for (?:\d+|a|two|three|years|months|six|almost|over)|since|daily|every day|and (?:love|it))
(?:support|help desk|customer service|customer care|help center) <0-3>(?:ticket|answer|reply|replied|never|hours)
(?:can not|could not|unable to|how do i|how can i|where do i|trying to|why can not i|why do i|why is|why did|how to|need to) <0-2>(?:log|login|access my|reset|change|update|export my|delete|remove|turn off|turn on|disable|enable|downgrade|cancel|find the setting|edit|reconnect|merge|recover|restore|transfer|reactivate|unlock|pause|add a second)
(?:since|after) the (?:last |latest |new )?(?:update|upgrade|release|migration)
(?:in (?:the |my )?settings|error (?:message|code|\d+)|latest update|card on file|before my contract ends|downgrade|activation)
<s>(?:upgraded|renewed)
"""),
    Signal(Group.WHOLE, "job_seeker_or_recruiter", -100, r"""
(?:are you hiring|you hiring|is hiring|now hiring|hiring manager|hiring for|hire me|recruiter|recruiters|recruiting|resume|cv|vacancy|vacancies|a job|jobs?|internship|internships|intern|open roles?|open positions?|job opening|openings|careers|career page|job application|salary|join your (?:\w+ )?team|join the team|part time role|full time|writers needed|needed , remote|any roles|roles for|entry level position|cover letter|candidate|candidates|headhunt[a-z]*|talent acquisition|role open|role still|the role|the position|position still|looking for work|open to work|sdr role|apprenticeship|month base|closers wanted|apply in bio|do you offer internships|contractor)
"""),
    Signal(Group.WHOLE, "vendor_pitch", -100, r"""
(?:we|i) (?:can |could |will |would love to |also |currently |actually |would like to |am able to |are able to ){0,2}(?:help|offer|provide|specialize in|specialise in|design|build|create|develop|manage|deliver|produce|generate|edit|write|boost|grow|represent|run ads|redesign|supply|manufacture|scale|double|triple) (?:you|your|brands|businesses|companies|saas|seo|websites|logos|content|videos|leads|lead|web|custom|affordable|professional|high|services|a video|ads|agencies|coaches|creators|entrepreneurs|premium|quality|virtual|outsourced|dedicated|marketing|social|digital|translation|cheap|ugc|influencer|podcasts?|a full|full|white label|all kinds|email|backlinks|guest|wholesale|end to end|mobile|app|software dev[a-z]*|bookkeeping|similar)
(?:our|my) (?:services|portfolio|rates|hourly rate|packages start|team (?:can|will|offers|builds|designs|specializes)|agency (?:can|offers|helps|specializes|builds)|company (?:offers|provides|makes|specializes|builds|manufactures)|clients (?:get|see|save|grew|typically)|shop link|channel|newsletter|startup (?:does|offers|helps)|fiverr|upwork|gig|media kit)
(?:i am|we are) (?:a|an|the) <0-4>(?:freelance|designer|developer|videographer|photographer|copywriter|editor|seo|marketer|va|virtual assistant|manufacturer|wholesaler|web developer|growth|ghostwriter|translator|illustrator|exporter|printing|animator|team offering|video agency)
(?:need|want|looking for|struggling to get) (?:more |a new |a better |help with |some |high quality ){0,2}(?:leads|followers|website|seo|logo|views|backlinks|reviews|subscribers|web design|explainer|traffic)(?: [^ ]+){0,6} \?
(?:guest post|backlinks?|seo services|web design|domain authority|link building|cold email|appointment setting|qualified meetings|lead lists?|email lists?|collab|collaboration|partnership proposal|sponsorship|influencer rates|outsourc[a-z]+|investors?|our deck|pitch deck|pitch you|my deck|seed round|fiverr|upwork|free audit|if you ever need|do your \w+ need)
(?:dm (?:me|us)|message (?:me|us)|contact (?:me|us)|inbox (?:me|us)|text (?:me|us)|hit (?:me|us) up|dm) (?:for (?:pricing|prices|info|more|details|rates|a quote|promo)|to (?:get started|learn|grow|earn|boost|join|claim)|and (?:i|we) will|today for|now for|so (?:i|we) can (?:help|show you))
(?:i represent (?:brands|creators|a (?:video|marketing|design|seo|digital|talent|pr|media) \w+|an (?:seo|influencer|outsourcing) \w+)|on behalf of (?:an|a|our) agency|would you be open|are you open to|i came across your|noticed your|i noticed (?:you|that your)|quick question are you|affiliate (?:creator|program|commission)|paid a commission|your website (?:needs|could)|your (?:page|profile) (?:needs|could|caught)|grow your|boost your|scale your|explode your|skyrocket|about your content|redesigning your|you should interview)
from \$ \d+ (?:/|per|an|a)
<s>(?:selling|for sale|offering)
(?:selling my|take on (?:\w+ ){0,2}clients|if anyone (?:is interested|needs|wants)|happy to (?:show you|quote you|send you|help you|share my)|starting at \$|(?:we|i) (?:also )?(?:sell|make|build|produce) (?:[^ ]+ ){0,12}(?:from \$|starting|for (?:half|less|cheap)|dm|link in|better ones|too ,)|dm for \w+)
"""),
    Signal(Group.WHOLE, "spam", -100, r"""
(?:crypto|bitcoin|btc|eth|usdt|forex|binary options?|trading signals|investment (?:plan|platform|opportunity)|onlyfans|escorts?|viagra|casino|betting|airdrop|nft|nfts|giveaway|telegram|sugar (?:daddy|baby)|loans? (?:available|approved|at)|fast loan|passive income|financial freedom|get rich|double your|hacker|recovery expert|spell caster|presale)
(?:watch|visit|go to|check out|click|see|share about it|read more|rt) [^.]{0,80}(?:urlx|for more (?:info|information|details))
(?:free (?:iphone|gift ?card|followers|robux|v bucks|money)|free gift ?cards?|cheap followers|promote (?:it|this|your)|promo(?:te)? on|send (?:pic|it) to @x|dm @x|write @x|follow @x|mentor @x|expert @x|earn(?:ed|ing|s)? (?:\$|up|money|over|extra|\d)|make \$|\$ \d+k? (?:a|per|every|daily|weekly|month)|guaranteed (?:profit|returns?|results?|income)|guaranteed|from home|your profile|hello dear|hi dear|hey dear|dear friend|click (?:the|my|here)|link in (?:my )?bio|in bio|see my (?:bio|profile)|check my (?:bio|profile|page)|claim your|you have won|limited slots|followers for|buy followers|hot singles)
"""),
    Signal(Group.WHOLE, "sarcasm", -75, r"""
(?:🙄|🤡|🥱|/ s|yeah right|sure jan|oh sure|oh great|oh yay|oh joy|oh wonderful|yeah sure|as if|said no one|said nobody|no one ever|just what (?:i|we) (?:needed|always wanted)|what could (?:possibly )?go wrong|how original|thanks captain|color me|slow clap|because (?:what|that is what|nothing says|obviously|who does not|clearly|i (?:totally|really|clearly|obviously|need more|love paying)))
(?:riiight|what a (?:steal|bargain|deal)|lol no|haha no|lmao no|good luck with|cool story|an arm and a leg|my kidney|a kidney|kidneys|first born|firstborn|second mortgage|mortgage|remortgage|my soul|lol jk|just kidding|just joking|another (?:app|tool|subscription|saas|crm|platform|monthly|dashboard|login|\$|bot|thing) |yet another|in this economy|let me guess|good luck (?:getting|finding|reaching)|bots|my taxes|what a time to be alive|gotta love|got to love|empty my savings|hold me back|make (?:me )?(?:coffee|breakfast|toast|dinner)|do my (?:laundry|taxes|dishes|homework)|love (?:paying|being sold|ads)|nobody : |that is been running since)
(?:how much|what) (?:did|do|are|is|does) (?:they|you|he|she|this company|this brand|the brand|your sponsor|who) <0-1>(?:pay|paid|paying|get paid|getting paid|make|earn)
(?:paid (?:ad|actor|actors|promotion|shill|post)|sponsored (?:post|content|ad)|shill|sell ?out|being paid to|paid to say|paid you|quotedx (?:trial|demo|price|offer))
"""),
    Signal(Group.WHOLE, "schoolwork_or_press", -90, r"""
(?:my|our|a|the|for) (?:\w+ )?(?:thesis|dissertation|homework|assignment|essay|term paper|capstone|research paper|class project|school project|uni project|university project|college project|group project|masters|phd|paper|article|podcast|case study request|marketing class|econ class|seminar|survey|coursework|bachelor)(?! (?:on friday|schedule|pass|package|network|party|trial|bags?))(?= [^.]{0,120}(?:\?|pricing|price|interview|question|how|cite|on|for|about|compare))
(?:writing (?:a|an|my) <0-2>(?:paper|thesis|article|report|essay|dissertation|piece|story|book)|i am a (?:journalist|reporter|student|researcher|grad student|phd|doctoral)|for (?:school|college|uni) <0-3>(?:project|paper|assignment)|interview (?:a|you|someone|your)|journalist|questionnaire|doctoral candidate|i teach|may i cite|citing this)
"""),
)
