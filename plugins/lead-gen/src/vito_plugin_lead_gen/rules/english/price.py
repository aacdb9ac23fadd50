"""English: a lead asks for a price."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.BARE,
        "asks_price",
        70,
        r"""
<s>(?:the |your |full |current )?(?:price|prices|pricing|cost|costs|rates|rate|fee|fees|quote|quotation|
    price list|pricelist|estimate|plans)(?: (?:list|details|info|per [a-z]+|range|in dm|dm|via dm|
    and [a-z]+))?<e>
""",
    ),
    Signal(
        Group.INTENT,
        "asks_price",
        70,
        r"""
how much(?: (?:is|are|would|will|does|do|can|should|for|per|to (?:buy|get|set|join|start|ship|install|order|
    rent|license|add|have)|each|a (?:month|year|seat|pop|piece)|with|including|shipped|delivered|roughly|
    approx|approximately|monthly|yearly|every|total|all in|down|on average|you (?:charge|guys|want|asking|ask)
    |in (?:usd|euros|dollars|pounds|total)|it cost|it be|the (?:[^ ]+ ){1,4}(?:cost|costs|is|are|\?)|(?:it|
    this|that|these|they|those) (?:[^ ]+ ){0,2}(?:cost|costs|run|\?|for|per|be))|<e>)(?! (?:left|too|enough|
    fake|true|real|more|longer|(?:it )?(?:means?|hurts?|sucks)|you (?:make|earn|get|weigh|sleep|drink|eat|love
    |hate|spend|believe|think|bench|know|care)|(?:they|people|your \w+|he|she|the) (?:make|earn|get paid|
    pay you|love|paid)|your (?:life|hair|energy)))
how much (?:do|would|will|should) (?:i|we) (?:have to |need to )?(?:pay|owe|budget|spend|put down|set aside)
how (?:expensive|pricey|affordable|cheap|steep)
<s>(?:the |your )?(?:price|pricing|cost|rates|quote|fee) (?:for|per|of|on) (?!living|gas|eggs|rent|food|fame|
    success|admission|freedom)<0-4>[^ ]+<e>
<s>[$€£]{1,3} ?\?
(?:what|whats|which plan|know|ask about|asking about|check|curious about|wondering about|details on|idea of|
    sense of|understand|discuss|confirm) (?:is |are |be |would be |would |was |r |will |kind of |sort of |
    does |do |your |the ){0,3}<0-3>(?:price|prices|pricing|cost|costs|rates|fee|fees|price list|price range|
    price point|ballpark|damage|price tag|tiers|ticket price|entry price|list price|going rate|starting price|
    cost per [a-z]+)(?! (?:of (?:living|doing|fame|freedom|success|admission)|to society))
what (?:does|do|would|will|might|did) (?:it|this|that|one|they|a|the|these|your) <0-4>(?:cost|run|set (?:me|
    us) back|go for|come to|come in at|start at|retail for)
(?:set|setting) (?:me|us|you|a person|someone|my \w+) back
what (?:do|would) (?:you|you guys|you all) <0-2>(?:charge|ask for|bill|want for|take for)
(?:what|which) (?:do|would|will) (?:i|we) (?:have to |need to )?(?:pay|owe)
(?:send|share|dm|pm|email|message|text|inbox|forward|provide|drop|need|want|get|give|request|requesting|post|
    tell (?:me|us)|would like|would love|can i have|could i have|obtain|receive|looking for|shoot) (?:me |us |
    a |an |the |your |some |over |any |out |formal |full |budgetary |written |updated |detailed |rough |
    quick |volume |ballpark |data |sheet |and |info |information |details |brochure |on |more |to |see |know |
    sense |of |you |through |idea |proper |new |distributor |dealer |reseller |corporate |
    wholesale ){0,6}(?:price|prices|pricing|quote|quotes|quotation|price list|pricelist|rate card|estimate|
    rates|cost breakdown|ballpark|proforma|pro forma|proposal|fees|figures|numbers|comparison)(?! (?:went|were
    |was|are (?:so|too|insane)|of living))
quote (?:me|us)(?! on)
""",
    ),
)
