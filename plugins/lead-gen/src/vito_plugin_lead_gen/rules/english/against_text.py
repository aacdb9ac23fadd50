"""English: who writes with another purpose."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.WHOLE,
        "something_else",
        -90,
        r"""
(?:where (?:did|do) (?:you|they|he|she) (?:get|buy|find|score)|what (?:\w+ )?(?:do you use|are you (?:using|
    wearing)|is that you are)|which \w+ (?:do|did) you (?:use|film|shoot|record|wear))
(?:that|those|the|your|cute|which|what|this) (?:[a-z]+ ){0,2}(?:jacket|shirt|tshirt|hoodie|dress|shoes|
    sneakers|hat|sunglasses|necklace|earrings|lipstick|shampoo|haircut|outfit|sweater|skirt|mug|couch|sofa|
    lamp|houseplant|camera|mic|microphone|tripod|song|rug|blazer|boots|tattoo|perfume|backpack|neon sign|
    poster|painting|scrubs|puppy|dog|cat|pens?|shirt|iphone|wallpaper|background music|nail polish|eyeliner|
    guitar|couch|jumper|cardigan|socks|bracelet|keyboard|chair|desk)(?= [^.]{0,80}(?:\?|from|where|price|cost|
    how much|who|link|name))
what brand
(?:asking|talking|speaking|i mean) (?:about|of) (?:the (?:other|one)|theirs|\w+)(?: [^.]{0,40})? not (?:yours?
    |this|these)
not (?:your|this) (?:course|product|app|one|tool|brand|company)
(?:theirs|the others?|the other one|not (?:this|these|yours|your)) ?,? ?(?:not (?:yours|these|this)|<e>)
(?:who sells|where is) (?:that|those|the|your) (?:\w+ )?(?:jacket|shirt|hoodie|dress|shoes|hat|mug|pens?|lamp|
    chair|rug|plant)
""",
    ),
    Signal(
        Group.WHOLE,
        "complaint",
        -70,
        r"""
(?:scam|scammers?|rip off|ripoff|ripped off|fraud|theft|thieves|liars?|what a joke|bait and switch|
    false advertising|misleading|shady|predatory|con artists?|robbery|daylight robbery|beware)
(?:charged|billed|debited|billing|charging) (?:me|us|my|twice|anyway|without)
(?:want|wants|get|got|demand|need|give me|asked for|asking for) (?:my|our|a) (?:full )?(?:money back|refund|
    money|cash back)
(?:never|nobody|no one|noone) <0-2>(?:replied|replies|answered|answers|responded|responds|called (?:me )?back|
    got back|gets back|showed up|bothered|picked up)
(?:garbage|trash|pathetic|disgusting|useless|unacceptable|waste of|appalling|shame on|incompetent|ghosted)
(?:terrible|awful|horrible|worst) (?:service|support|product|app|tool|experience|company|customer|update|ux|
    software|ever|quality|onboarding|demo)
""",
    ),
    Signal(
        Group.WHOLE,
        "grumble",
        -45,
        r"""
(?:crash|crashes|crashed|crashing|broken|broke down|bug|bugs|buggy|glitch|glitchy|frozen|froze|freezes|
    not working|stopped working|does not (?:work|load|open|sync)|did not (?:work|load|show)|will not (?:load|
    open|sync)|keeps? (?:failing|crashing|freezing|logging|crash)|lagging|nothing (?:syncs|works|loads))
(?:too|so|way|insanely|ridiculously|crazy|very|stupidly|super|wildly) (?:too )?(?:expensive|pricey|overpriced|
    much money)
is (?:anyone|anybody) else|anyone else(?: s)? (?:having|seeing|getting|unable|dashboard|app|account)|
    (?:overpriced|not worth|cash grab|price (?:hike|increase|gouging|went up|jump)|prices (?:went up|
    keep going up|doubled|are (?:insane|ridiculous|crazy|a joke|absurd|outrageous))|hiked|doubled (?:the|your|
    their)|greedy|(?:raised|raising) (?:the |your |their )?prices)
(?:disappointed|disappointing|ridiculous|wasted|rude|clueless|sucks|embarrassing|hiding prices|faulty|
    defective|damaged|crushed|(?:why|how come) (?:did|is|are|do|does|was) (?:the|your) (?:\w+ )?(?:price|
    prices|fee|plan|subscription)|price jump|doubled?)
still (?:waiting|has not|have not|billing|no (?:reply|answer|response))
(?:called|emailed|asked|messaged|contacted|texted) (?:me |you |us |support |sales )?<0-2>(?:\d+|three|four|
    five|several|multiple|so many|many) (?:times|weeks|days)
(?:that is advice|hostage|roped into|without asking)
""",
    ),
    Signal(
        Group.WHOLE,
        "customer_already",
        -75,
        r"""
(?:my|our) (?:certificate|diploma|students use)|(?:finished|completed|passed) (?:the|my|your) (?:course|trial|
    level|program)
(?:my|our) (?:account|invoice|invoices|order|orders|refund|ticket(?! (?:system|tool|software|platform|queue))|
    tickets|password|membership|package|parcel|delivery|trial|free trial|shipment|workspace|dashboard|
    renewal date|tracking|receipt|subscription|current plan|sales rep|account manager)(?! (?:size|volume|
    is usually|would))
(?:cancel my|cancel it|how (?:do|can) i cancel|to cancel|cancelled|canceled|cancelling|canceling|cancellation|
    refunded|log in|logged|password|renewed|tracking number|downgrade|downgraded|close my|delete my|locked out
    |2fa)
(?:as|am|are|been|happy|loyal|longtime|long time|existing|current|paying|satisfied|already|long term) (?:a |
    an )?(?:been |happy |loyal |proud |long time |paying |existing |current |very ){0,2}(?:customer|customers|
    client|subscriber|subscribers|paying user|member|user|users)(?! (?:of (?:hubspot|salesforce|zendesk|
    hootsuite|buffer)))
already (?:use|using|have|own|pay|paying|happily|bought|got|subscribed|signed|went|switched)
(?:been|have been|am|are|we|i) (?:using (?:this|it|you)|on the|with you|with your|on this) <0-4>(?:for (?:\d+|
    a|two|three|years|months|six|almost|over)|since|daily|every day|and (?:love|it))
(?:support|help desk|customer service|customer care|help center) <0-3>(?:ticket|answer|reply|replied|never|
    hours)
(?:can not|could not|unable to|how do i|how can i|where do i|trying to|why can not i|why do i|why is|why did|
    how to|need to) <0-2>(?:log|login|access my|reset|change|update|export my|delete|remove|turn off|turn on|
    disable|enable|downgrade|cancel|find the setting|edit|reconnect|merge|recover|restore|transfer|reactivate|
    unlock|pause|add a second)
(?:since|after) the (?:last |latest |new )?(?:update|upgrade|release|migration)
(?:in (?:the |my )?settings|error (?:message|code|\d+)|latest update|card on file|before my contract ends|
    downgrade|activation)
<s>(?:upgraded|renewed)
""",
    ),
    Signal(
        Group.WHOLE,
        "sarcasm",
        -75,
        r"""
(?:🙄|🤡|🥱|/ s|yeah right|sure jan|oh sure|oh great|oh yay|oh joy|oh wonderful|yeah sure|as if|said no one|
    said nobody|no one ever|just what (?:i|we) (?:needed|always wanted)|what could (?:possibly )?go wrong|
    how original|thanks captain|color me|slow clap|because (?:what|that is what|nothing says|obviously|
    who does not|clearly|i (?:totally|really|clearly|obviously|need more|love paying)))
(?:riiight|what a (?:steal|bargain|deal)|lol no|haha no|lmao no|good luck with|cool story|an arm and a leg|
    my kidney|a kidney|kidneys|first born|firstborn|second mortgage|mortgage|remortgage|my soul|lol jk|
    just kidding|just joking|another (?:app|tool|subscription|saas|crm|platform|monthly|dashboard|login|\$|bot
    |thing) |yet another|in this economy|let me guess|good luck (?:getting|finding|reaching)|bots|my taxes|
    what a time to be alive|gotta love|got to love|empty my savings|hold me back|make (?:me )?(?:coffee|
    breakfast|toast|dinner)|do my (?:laundry|taxes|dishes|homework)|love (?:paying|being sold|ads)|nobody : |
    that is been running since)
(?:how much|what) (?:did|do|are|is|does) (?:they|you|he|she|this company|this brand|the brand|your sponsor|
    who) <0-1>(?:pay|paid|paying|get paid|getting paid|make|earn)
(?:paid (?:ad|actor|actors|promotion|shill|post)|sponsored (?:post|content|ad)|shill|sell ?out|being paid to|
    paid to say|paid you|quotedx (?:trial|demo|price|offer))
""",
    ),
)
