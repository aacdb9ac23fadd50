"""English: what makes an intent likelier, and words of offers that are none alone."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "mentions_offer",
        30,
        r"""
(?:pricing|quote|quotation|tier|tiers|subscription|licen[cs]es?|free trial|trial|demo|walkthrough|brochure|
    data ?sheet|spec sheet|white label|resell|resellers?|distributors?|stockists?|onboarding|instal?lments|
    per month|per seat|per user|preorder|enroll?|enroll?ment|enroll?ing|proposal|annual plan|free version|
    price|prices|promo code|coupon|bulk order|payment plans?|financing|net 30|purchase order|early bird|
    sold out|out of stock|restock|waitlist|waiting list|lead time|moq|money back|proof of (?:concept|
    value))(?! (?:of (?:living|fame|freedom|success)|for your sins))
(?:student|bulk|volume|annual|yearly|nonprofit|non profit|launch|early bird|educational|group|startup|family|
    black friday|first time|charity|military|teacher|wholesale|trade|multi \w+|founder|holiday|team|reseller|
    distributor) (?:discount|discounts|pricing|price|prices|rate|rates|deal|deals|billing|offer|cost|plan)
(?:cheapest|lowest|entry|entry level|starting|starter|cheaper|lite|smaller|basic|pro|premium|annual|yearly|
    monthly|enterprise|agency|business|team|free|family|student|lifetime|solo|individual|plus) (?:plan|tier|
    price|option|package|subscription|version|license|licence|edition|membership)
(?:monthly|annual|per seat|per user|per month|flat|setup|onboarding|installation|implementation|registration|
    enrollment|licensing|license|shipping|minimum) (?:fee|fees|price|cost|costs|rate|charge|commitment|order|
    contract)
(?:any|some|got|have|are there|is there|do you (?:have|do|offer)|run|running) <0-2>(?:discount|discounts|deal|
    deals|promo|promos|promotion|promotions|specials) (?:on|for|going|right now|coming|available|if|when)
affordable|budget is|dealer|discount code|gift cards?|sample pack|refurbished|bulk situation|volume (?:terms|
    pricing|deal)|starter kit|price list|out of the box|per month|data residency|success manager|licence|
    invite only|financing|edu|monthly
""",
    ),
    Signal(
        Group.INTENT,
        "mentions_offer",
        25,
        r"""
(?:cheaper|discounts?|in stock|back in stock|ship to|ship out|shipped to|warranty|catalog|catalogue|membership
    |checkout|wholesale|bulk|invoice made|deposit|estimate|guarantee|sign up|purchase|before i order|
    maintenance contract|formal offer)(?! (?:my (?:own|silence)|time|happiness|that argument|into))
(?:commercial terms|payment terms|volume terms|your terms|contract|commitment|migration|deployment|rollout|
    implementation|cohort|classes|courses|course|lessons|tutor|specs?|dimensions|compatible|dispatch|
    success manager|account manager|self hosted|on prem|startup|per device|per location|registration|package|
    rates|ship|in stock|sample|cost|costs|fee|fees|purchase|sign up|catalog|catalogue|pilot|membership|
    checkout|deposit|wholesale|bulk|estimate|vendor|vendors|warranty|license|budget|discount|discounts|
    guarantee|vat|invoice in|deal)(?! (?:with|breaker|of (?:living|fame|freedom|success)|attention|off|
    for (?:the (?:weekend|day|night|summer)|tonight|today)|to (?:be|do|go|see|watch)))
deal breaker|(?:commercial|sales|enterprise|licensing) (?:team|department|contact|people|rep)|we are in<e>|
    i am in<e>
bag|tub|sachets?|workshop|walk ins|house calls?|on site|placement test|order form|purchase process|
    frame agreement|partner program\w*|margins?|nda|switching offer|payments?|beta|add on|modules?|
    multi location|availability|delivery|variants?|installation|setup|refills?|promo|bundle|combo|lite|
    the free one|free one|a licen[cs]e|scanners?|tablets?|headsets?|printers?|mounts?
flavou?rs?|unit price|per unit|eu hosting|hosting|baa|sla|references|reseller|deployment|vendors?|supplier|
    app is|how much shipping|student plans?|placement test|certified|certification|purchasing|pallets?|samples
    |prototype|invoice|invoicing|vat|licensing|enterprise
what now|now what<e>
""",
    ),
    Signal(
        Group.INTENT,
        "mentions_offer",
        20,
        r"""
(?:a plan|plans|order|pay|buy|buying|payment|a month|seats|units|contract)(?! (?:off|attention|in case|
    to (?:be|do|go|see|watch)|for (?:the (?:weekend|day|night|summer)|tonight|today)))
""",
    ),
    Signal(
        Group.CONTEXT,
        "asks",
        25,
        r"""
\?
<s>(?:(?:is|are|does|can|could|would|will|do|may) (?:i|we|it|this|there|you|they|the|your|my|someone|anyone)|
    how (?:do|can|does|much|many|long|soon|is|are|would)|what (?:is|are|does|do|would)|where (?:do|can|is|are)
    |when (?:do|does|is|can|will|are)|who (?:do|can|is|should|handles)|which (?:one|plan|package|tier|size|
    version|course|of)|any|got|you got|anyone)
(?:was wondering|am wondering|wondering if|curious (?:if|about|how|what|whether)|any idea|please advise|kindly
    |tell me (?:you|if|how))
""",
    ),
    Signal(
        Group.NEARBY,
        "addresses_vendor",
        10,
        r"""
(?:you guys|you all|can you|could you|would you|your (?:team|product|platform|tool|app|system|software|service
    |plan|plans|pricing|price|prices|company|sales|website|site|solution|version|store|agency|enterprise|cloud
    |course|courses|onboarding|product|provider)|will you|you offer|you sell|you got)
""",
    ),
    Signal(
        Group.NEARBY,
        "requests",
        15,
        r"""
(?:please|kindly|thanks in advance|as soon as possible|appreciate)
(?:send|tell|give|show|dm|email|call|add|sign) (?:me|us)
""",
    ),
    Signal(
        Group.NEARBY,
        "wants",
        10,
        r"""
(?:i|we) (?:\w+ )?(?:want|need|would like|would love|am looking|are looking|am interested|are interested|
    intend|require|am ready|are ready)
""",
    ),
    Signal(
        Group.CONTEXT,
        "own_business",
        15,
        r"""
(?:my|our|small|for a|for an|for the|a tiny|a small|a local|an) (?:\w+ ){0,1}(?:team|company|business|clinic|
    clinics|practice|practices|shop|shops|store|stores|agency|firm|restaurant|restaurants|salon|gym|school|
    startup|office|department|studio|hospital|warehouse|hotel|bakery|nonprofit|staff|clients|patients|reps|
    employees|workflow|network|plant|municipality|procurement|crew|centre|center|second location|freelancer|
    freelancers|students)
(?:i|we) (?:run|own|manage|operate|lead|have|am opening|are opening|just opened|work (?:at|for|in)) <0-3><org>
(?:we are|i am) (?:a|an|the|at a|at an|with a|\d+|two|three|four|five) <0-4>(?:<org>|owner|manager|director|
    founder|coach|consultant|trainer|therapist|dentist|physio|nutritionist|freelancer|realtor|person|solo|
    solopreneur|teacher|tutor|people|chairs)
""",
    ),
    Signal(
        Group.CONTEXT,
        "team_size",
        15,
        r"""
(?:team|group|company|staff|crew|clinic|firm|agency|department) of (?:about |around |roughly )?(?:\d+|two|
    three|four|five|six|seven|eight|nine|ten|a dozen|twelve|fifteen|twenty|thirty|fifty|hundred)
(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|twelve|fifteen|twenty|thirty|forty|
    fifty) (?:\w+ )?<org>
\d+ (?:person|people|seat|user|man|strong|units|pcs|pieces|licenses|licences|port|of us)
""",
    ),
    Signal(
        Group.CONTEXT,
        "soon",
        5,
        r"""
as soon as possible|right away|immediately|urgently|this (?:week|month|quarter|year|friday|monday)|
    next (?:week|month|quarter|year)|before (?:january|february|march|april|may|june|july|august|september|
    october|november|december|summer|christmas|the end|then)|by (?:monday|tuesday|wednesday|thursday|friday|
    q\d|january|march|june|september|the end)|today|tonight|tomorrow|q[1-4]|right now|in (?:january|february|
    march|april|may|june|july|august|september|october|november|december|\d+ (?:weeks|days|months))
""",
    ),
    Signal(
        Group.CONTEXT,
        "has_a_problem",
        15,
        r"""
drowning in|struggling with|sick of|tired of|fed up with|spending hours|waste hours|a mess|a nightmare|
    losing (?:leads|patients|clients|customers|track|sales|orders)|by hand|manually|spreadsheets?|excel|
    sticky notes|pen and paper|chaos|no shows|pain|outgrown|outgrew|juggling|falling through the cracks|
    voicemail
""",
    ),
)
