"""English: what speaks against a lead."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.LOCAL, "negated", -100, r"""
(?:not|never|no longer|hardly|nor) (?:really |actually |even |at all |that |very |remotely |at all |one bit ){0,2}(?:interested|going to (?:buy|pay|get|try|sign|subscribe|order)|want|need|buy|buying|buyin|looking (?:for|to)|asking|paying|pay|worth|sold|in the market|sign(?:ing)? up|subscribe|subscribing|ordering|care|touching|trust|giving|switching|convinced|booking|planning|get|getting|getting it|try|trying|like|care how|ask|falling|clicking|a (?:lead|sales|customer)|for me|wait)
(?:do|does|did|would|will|should|could|can) not <0-2>(?:want|need|buy|pay|get|sign|subscribe|order|call|email|contact|message|dm|send|try|care|trust|ask|touch|waste|recommend|even want|book|see the point|text)
(?:no|zero|without any) (?:interest|intention|need|desire|plans|budget|thanks|thank you|way|one needs|demo|thx)
nobody (?:needs|wants|asked|is (?:buying|asking)|cares|buys)
(?:no one|noone|who) (?:needs|wants|asked|even|in their right mind|cares|would (?:pay|buy|want))
(?:stop|quit|enough|please stop|tired of you) (?:sending|calling|emailing|messaging|spamming|asking|trying|texting|contacting|pushing|selling|with|dming|bugging)
(?:hard pass|i will pass|i pass|pass on this|count me out|leave me alone|over my dead body|wild horses|no chance|nope|not today|not for me|hell no|no way)
(?:unsubscribe|remove me|take me off|opt out|do not contact)
(?:if|even if) <0-2>(?:paid me|paid|free|gave|were free|was free)
(?:refuse|afraid|hate|hated|dread|rather (?:die|not|eat|chew|keep|stick)|wouldnt|not even) (?:to )?<0-3>
used to (?:want|need|pay|use|be)
(?:can not|could not|never) afford
instead of (?:buying|paying|a demo|asking)
(?:i|we) (?:am |are )?(?:good|fine|ok|happy|all set|set) (?:with|without|as|thanks)
(?:all set|already sorted|already covered)
"""),
    Signal(Group.LOCAL, "in_the_past", -80, r"""
(?:i|we) (?:have |had |just |already |once |finally |literally |also |even |only |have already |have just |recently |never |tried and |ve ){0,2}(?:bought|purchased|ordered|got|signed up|subscribed|paid|tried|tested|booked|saw|had|did|attended|joined|took|asked|requested|received|spoke|talked|called|emailed|messaged|switched|upgraded|installed|downloaded|enrolled|watched|went|sat through|contacted|wrote|filled|given|been (?:a customer|using|on)|used|did buy|sold|paid for|been quoted|was quoted|submitted|sent|dmed|dm'd|registered|invested|trialed|trialled|demoed|built|sold|pitched|gave|ran|closed|sell) (?!(?:a )?(?:budget|approval|funding|sent here|referred))
(?:last (?:week|month|year|spring|summer|fall|winter|quarter|time|monday|tuesday|wednesday|thursday|friday|night)|years ago|months ago|weeks ago|days ago|yesterday|back in (?:\d+|the day|january|march|june|college)|when i was|(?:in|since) (?:20[012]\d|19\d\d))
(?:was|were) (?:great|awesome|amazing|fantastic|fun|so good|helpful|impressive|terrible|awful|boring|excellent|super|brilliant|a joke|hilarious|incredible|good|worth|the best|lovely|useful|solid|a disaster|a waste|fab)
(?:best|worst|greatest|smartest|dumbest) (?:purchase|buy|investment|money|decision|demo|\d+|thing i)
"""),
    Signal(Group.LOCAL, "third_party", -70, r"""
<who> (?:just |already |also |really |always |keeps? |is |was |has |have |had |actually |literally |even |works? |would |will |once |still |who ){0,3}(?:bought|buy|buys|paid|pays|paying|asked|asks|asking|ask|tried|tries|got|gets|signed|signs|wants|want|wanted|hates|thinks|says|said|told|uses|used|using|has one|have one|ordered|booked|loves|loved|sells|sold|purchased|subscribed|in sales|works in|sent|went|saw|took|runs|complaining|complain|complains|needs|need|had|requested|swears|showed|show|spent|spends|called|quoted|charges|charged)
(?:he|she|they) (?:said|told|want|wanted|asked|quoted|charged|charge|wants|paid|bought|offered|never|tried|got|call it|keep|kept|bought it|answered|laughed|sent|gave|called)
(?:i|we) (?:heard|read|hear|saw somewhere|overheard|was told|were told|saw someone|saw a) 
(?:heard|rumou?r|apparently|allegedly|supposedly)
(?:people|everyone|everybody|folks|half (?:the|of)|all these|the comments|these comments|comments|y all|you all|people in the comments) <0-4>(?:asking|asks?|ask|wants?|begging|saying|commenting|keep)
(?:tell|told|told them|telling|remind) (?:my|him|her|them|that) <0-3>(?:friend|brother|sister|mom|boss|dad|guy|story)?
(?:someone|somebody) (?:should|needs to|please|buy|get|give) <0-2>(?:buy|get|tell|give|my|me|this|stop|ask|him|her|that) (?!me )
"""),
    Signal(Group.LOCAL, "something_else", -90, r"""
(?:where|what|which|how much|who|price|link) <0-5>(?:jacket|shirt|tshirt|hoodie|dress|shoes|sneakers|hat|cap|glasses|sunglasses|watch|necklace|earrings|lipstick|shampoo|hair|haircut|makeup|outfit|sweater|pants|jeans|coat|top|skirt|bag|mug|couch|sofa|lamp|desk|chair|plant|plants|camera|mic|microphone|lens|tripod|ring light|laptop|keyboard|headphones|iphone|song|music|track|movie|show|book|poster|rug|wallpaper|coffee|recipe|dog|cat|puppy|kitten|car|bike|tattoo|nail|nails|perfume|blazer|tie|scarf|boots|suit|earbuds|monitor|bookshelf|painting|backpack|ticket|tickets|concert|background|backdrop|font|filter|tote|jumper|cardigan|socks|lights|neon sign|bracelet|phone case|vinyl|guitar|houseplant|water bottle|bottle|blanket|cup|scrubs|stethoscope|apron|pan|knife|blender)
(?:that|those|the|your) (?:[a-z]+ ){0,2}(?:jacket|shirt|tshirt|hoodie|dress|shoes|sneakers|hat|cap|glasses|sunglasses|necklace|earrings|lipstick|shampoo|haircut|outfit|sweater|coat|skirt|mug|couch|sofa|lamp|chair|plant|camera|mic|microphone|tripod|keyboard|headphones|song|rug|blazer|tie|boots|tattoo|perfume|backpack|neon sign|poster|painting|watch|desk|bookshelf|scrubs|puppy|dog|cat)
(?:price|cost|prices|costs) (?:of|for) (?:living|gas|eggs|rent|food|groceries|oil|bitcoin|housing|houses|homes|fuel|petrol|milk|bread|beer|coffee|gold|butter|avocados?|tuition|electricity|living|insulin|meat|chicken|everything|a house|the euro|the dollar|diapers|childcare|daycare|therapy|lumber)
(?:gas|egg|eggs|rent|food|grocery|oil|house|housing|bitcoin|fuel|ticket|stock) (?:price|prices|costs?)
(?:quote of|this quote|that quote|love the quote|great quote|favorite quote|can i quote|quote you|your quote|the quote|quote from|quote tweet|quote on)
(?:price of (?:fame|success|freedom|love|beauty|admission|doing|being|progress|glory|genius|greatness|entry|ignorance|inaction|silence|happiness|peace|waiting)|at what cost|at any cost|at all costs|cost of (?:doing|being|inaction|ignoring|not|success|living)|pay the price|paid the price|paying the price|price to pay|priceless|half the price of|everything has a price|everyone has a price|every[a-z]+ has (?:its|a|their) price|price on (?:your|my|time|happiness)|can not put a price|put a price on|name your price|price is right|worth every penny|trial and error|trials and|trial by|on trial|murder trial|court trial|jury|clinical trial|trial run of life|demo tape|demo version of|demo day|demolition|demo of (?:my|his|her) (?:song|band)|time is money|buy (?:time|happiness|love|that argument|into|me a (?:drink|beer|coffee))|buys? happiness|money (?:can not|can) buy|sold my soul|sell my soul|soul|guilt trip|free country|food for thought|penny for your thoughts|buy-in|not buying|i buy (?:that|it)|order of magnitude|in order to|order of|out of order|law and order|restaurant order|best buy|plan b|plan a|get this (?:straight|guy|man|woman|girl|to|song)|get this party|get it (?:now|together|girl|done|queen|king|right)|i get it|interested to (?:see|know what|hear what|hear your)|interesting)
"""),
    Signal(Group.LOCAL, "wishful", -60, r"""
(?:if (?:i|we) (?:had|could|won|only|were|ever)|wish (?:i|we)|in my dreams|one day|some day|someday|when i (?:win|grow up|am rich|get rich|retire)|if only|in another life|maybe in|broke|poor)
(?:imagine|picture) (?:paying|buying|asking|someone|a world|being|if|your|booking|having)
if i had a (?:dollar|nickel|penny|euro)
"""),
    Signal(Group.WHOLE, "complaint", -60, r"""
(?:crash|crashes|crashed|crashing|broken|broke down|bug|bugs|buggy|glitch|glitchy|frozen|froze|freezes|not working|stopped working|does not (?:work|load|open|sync|even)|did not (?:work|load|show)|will not (?:load|open|sync)|keeps? (?:failing|crashing|freezing|logging|crash)|lagging|nothing (?:syncs|works|loads))
(?:scam|scammers?|rip off|ripoff|ripped off|fraud|theft|thieves|liars?|joke of|what a joke|bait and switch|false advertising|misleading|shady|predatory|con artists?|greedy|robbery|daylight|highway)
(?:too|so|way|insanely|ridiculously|crazy|very|stupidly|super|wildly|more) (?:too )?(?:expensive|pricey|overpriced|much money)
(?:overpriced|not worth|cash grab|price (?:hike|increase|gouging|went up|jump)|prices (?:went up|keep going up|doubled|are (?:insane|ridiculous|crazy|a joke|absurd|outrageous))|raised (?:the|your|their|prices)|hiked|doubled (?:the|your|their))
(?:terrible|awful|horrible|worst|garbage|trash|pathetic|disgusting|useless|unacceptable|disappointed|disappointing|ridiculous|nightmare of|waste of|wasted|rude|clueless|incompetent|ghosted|sucks|appalling|shame on|embarrassing)
(?:never|nobody|no one|not|has not|have not|noone) <0-2>(?:replied|replies|reply|answered|answers|answer|responded|responds|respond|called (?:me )?back|got back|gets back|heard back|showed up|shows up|picked up|bothered)
still (?:waiting|no|has not|have not|not)
(?:called|emailed|asked|messaged|contacted|wrote|texted|calling|emailing|spammed|spamming|pestering|harassing) (?:me |you |us |support |sales )?<0-2>(?:\d+|three|two|four|five|several|multiple|so many|many) (?:times|weeks|days)
(?:charged|billed|debited) (?:me|us|my|twice|anyway|without|for)
(?:want|wants|get|demand|need|give me) (?:my|our|a) (?:full )?(?:money|refund|cash)
"""),
    Signal(Group.WHOLE, "customer_already", -70, r"""
(?:my|our) (?:account|subscription|invoice|invoices|order|orders|refund|ticket|login|password|membership|renewal|bill|billing|package|parcel|delivery|license|trial|free trial|plan|card|shipment|payment|existing|current plan|booking|contract|workspace|dashboard|app|renewal date|tracking|receipt)
(?:cancel|cancelled|canceled|cancelling|canceling|cancellation|refund|refunded|refunds|invoice|invoices|log in|login|logged|password|reset|renewed|renewal|tracking number|tracking|downgrade|downgraded|unsubscribe|close my|delete my|activation|locked out|2fa|receipt)
(?:i have been|been|i am|we are|we have been|as|happy|loyal|longtime|long time|existing|current|paying|satisfied|already) (?:a |an )?(?:been |happy |loyal |proud |long time |paying |existing |current |very ){0,2}(?:customer|customers|client|subscriber|subscribers|paying user|member|user|users) 
already (?:use|using|have|own|pay|paying|bought|got|subscribed|a customer|signed|on|work|switched|went)
(?:been|have been|am|are|we|i) (?:using|on the|with you|with your) <0-4>(?:for (?:\d+|a|two|three|years|months|six|almost|over)|since|daily|every day|and (?:love|it))
(?:support|help desk|customer service|customer care|help center) <0-4>(?:\?|ticket|answer|reply|replied|never|line|number|chat|hours)
(?:can not|could not|unable to|how do i|how can i|where do i|trying to|why can not i|why do i|why does|why is|why did|how to) <0-2>(?:log|login|access my|reset|change|update|export my|delete|remove|turn off|turn on|disable|enable|downgrade|cancel|find the setting|find my|edit|reconnect|merge|recover|restore|upload|move my|transfer my|reactivate|unlock|pause)
(?:since|after) the (?:last |latest |new )?(?:update|upgrade|release|migration)
(?:in (?:the |my )?settings|error (?:message|code|\d+)|error|the new update|latest update)
(?:my|our) (?:sales rep|account manager|rep|onboarding) 
we use (?!paper|excel|spreadsheets|google|whatsapp|a|sheets|nothing|pen)
"""),
    Signal(Group.WHOLE, "job_seeker_or_recruiter", -100, r"""
(?:hiring|hire me|recruiter|recruiters|recruiting|recruitment|resume|curriculum|cv|vacancy|vacancies|job|jobs|internship|internships|intern|open role|open roles|open position|open positions|job opening|openings|careers|career page|apply for|job application|salary|work for you|work with you guys|join your team|join the team|part time|full time|cover letter|linkedin profile|candidate|candidates|headhunt[a-z]*|talent acquisition|position open|role open|role still|the role|position still|looking for work|available for work|open to work|work from home|sdr role|hire|apprenticeship|freelance gig|gig)
"""),
    Signal(Group.WHOLE, "vendor_pitch", -100, r"""
(?:we|i) (?:can |could |will |would love to |also |currently |actually |would like to |am able to |are able to ){0,2}(?:help|offer|provide|specialize|specialise|design|build|create|develop|manage|deliver|produce|generate|edit|write|boost|grow|represent|run ads|do (?:seo|video|web|design|logo)|redesign|supply|manufacture|handle|scale|double|triple) (?:you|your|brands|businesses|companies|clients|seo|websites|logos|content|videos|leads|lead|web|custom|affordable|professional|high|services|a video|ads|clinics|agencies|coaches|creators|entrepreneurs|premium|bulk|quality|virtual|outsourced|dentists|startups|\d+|dedicated|marketing|social|digital|translation|cheap|ugc|influencer|podcasts?|a full|full|white label|all kinds|email|backlinks|guest|wholesale|end to end|mobile|app|software dev[a-z]*|accounting|bookkeeping)
(?:our|my) (?:agency|services|portfolio|rates start|packages start|team (?:can|will|offers|builds|designs|specializes)|company (?:offers|provides|makes|specializes|builds|manufactures)|clients (?:get|see|save|grew|typically)|platform|tool|app|software|shop|store page|page|channel|podcast|course|ebook|newsletter|startup (?:does|offers|helps)|website|link|fiverr|upwork|gig|factory|brand new)(?! (?:needs?|wants?|currently)) 
(?:i am|we are) (?:a|an|the) <0-4>(?:freelancer|freelance|agency|designer|developer|videographer|photographer|copywriter|editor|seo|marketer|va|virtual assistant|manufacturer|supplier|wholesaler|web developer|growth|ghostwriter|translator|illustrator|exporter|printing|animator)
(?:(?:need|want|looking for|struggling to get) (?:more |a new |a better |help with |some |high quality )?(?:leads|followers|clients|customers|traffic|website|sales|seo|logo|views|backlinks|reviews|subscribers|patients|web design|explainer) <0-6>\?)
(?:check out|visit|follow|see|try|look at|check) (?:out )?(?:my|our) 
(?:guest post|backlinks?|seo services|web design|domain authority|link building|cold email|appointment setting|lead lists?|email lists?|collab|collaboration|partnership proposal|sponsorship|influencer rates|media kit|rate card attached|white label services|outsourc[a-z]+|investors?|our deck|pitch deck|pitch you|my deck|seed round|wholesale prices|moq|fiverr|upwork)
(?:book a call|dm (?:me|us)|message (?:me|us)|contact (?:me|us)|inbox (?:me|us)|reach (?:me|us)|text (?:me|us)|email (?:me|us)|hit (?:me|us) up) (?:for|if you|to (?:get started|learn|grow|discuss|see|start|earn|boost|book|join|claim)|and (?:i|we) will|today for|now for|so (?:i|we) can (?:help|show you)) 
(?:i represent|on behalf of|introduce (?:our|my|myself)|would you be open|are you open to|worth a (?:quick )?chat|i came across your|love your content and|noticed your|i noticed (?:you|that)|quick question are you|have you (?:considered|thought about)|your website (?:needs|could)|your (?:page|profile) (?:needs|could|caught)|grow your|boost your|scale your|explode your|skyrocket)
from \$ \d+ (?:/|per|an|a)
<s>(?:selling|for sale|offering)
(?:i|we) (?:sell|make|manufacture|built|build|launched|created|developed) (?:a|an|our own|something|similar|the|cheaper|custom|better)
"""),
    Signal(Group.WHOLE, "spam", -100, r"""
(?:crypto|bitcoin|btc|eth|usdt|forex|binary options?|trading signals|investment (?:plan|platform|opportunity)|onlyfans|escorts?|viagra|casino|betting|airdrop|nft|nfts|giveaway|telegram|t\.me|sugar (?:daddy|baby)|loans? (?:available|approved|at)|fast loan|passive income|financial freedom|get rich|double your|hack(?:er|ed) (?:account|into)|recover(?:y)? (?:expert|your)|spell caster|free (?:iphone|gift ?card|followers|robux|v bucks|money)|gift ?cards?|cheap followers|promote (?:it|this|your)|promo(?:te)? on|send (?:pic|it) to @x|dm @x|write @x|follow @x|mentor @x|expert @x|earn(?:ed|ing|s)? (?:\$|up|money|over|extra|\d)|make \$|\$ \d+ (?:a|per|every|daily|weekly) (?:day|week|hour)?|guaranteed (?:profit|returns?|results?|income)|\d+ ?x guaranteed|100 % guaranteed|work from home|your profile|hello dear|hi dear|hey dear|dear friend|click (?:the|my|here)|link in (?:my )?bio|see my (?:bio|profile)|check my (?:bio|profile|page)|claim your|you have won|winner|limited slots|followers for|buy followers|hot singles)
"""),
    Signal(Group.WHOLE, "sarcasm", -70, r"""
(?:🙄|🤡|🥱|/s|yeah right|sure jan|oh sure|oh great|oh yay|oh joy|oh wonderful|yeah sure|as if|said no one|said nobody|no one ever|just what (?:i|we) (?:needed|need|always wanted)|what could (?:possibly )?go wrong|how original|wow so|thanks captain|color me|slow clap|so helpful|because (?:what|that is what|nothing says|obviously|who does not|clearly|i (?:totally|really|clearly|obviously|need more|love paying))|riiight|rite|what a (?:steal|bargain|deal|surprise)|lol no|haha no|lmao no|good luck with|cool story|i bet|i am sure it|only (?:cost|costs) (?:a|an|my|me)|an arm and a leg|my kidney|a kidney|kidneys|first born|firstborn|second mortgage|mortgage my|my soul|lol jk|just kidding|jk|just joking|kidding|shocking|another (?:app|tool|subscription|saas|crm|platform|monthly|dashboard|login|ai|plan|bot|thing)|yet another|let me guess|do you also|does it also (?:make|do|walk|cook|clean|pay|fold|raise|fix)|(?:make|makes|making|brew|brews) (?:me )?(?:coffee|breakfast|toast|dinner)|do my (?:laundry|taxes|dishes|homework)|love (?:paying|being sold|ads|another)|cry in|pay (?:me|them|you) to)
(?:how much|what) (?:did|do|are|is|does) (?:they|you|he|she|it|this company|this brand|the brand|your sponsor|who) <0-1>(?:pay|paid|paying|get paid|getting paid|make|get|earn) 
(?:paid (?:ad|actor|actors|promotion|shill|post)|sponsored|shill|sell ?out|sold out to|being paid to|paid to say|paid you)
"""),
    Signal(Group.WHOLE, "schoolwork_or_press", -90, r"""
(?:my|our|a|the|for) (?:thesis|dissertation|homework|assignment|essay|term paper|capstone|research paper|class project|school project|uni project|university project|college project|group project|masters|phd|study|paper|article|podcast|case study|class|marketing class|econ class|mba|seminar|survey|exam|blog post|report for school|presentation for (?:class|school)|coursework|bachelor)
(?:writing (?:a|an|my) <0-2>(?:paper|thesis|article|report|essay|dissertation|piece|story|book)|i am a (?:journalist|reporter|student|researcher|grad student|phd)|for (?:school|class|college|uni) |professor|interview (?:a|you|someone|your)|journalist|survey|questionnaire)
"""),
)
