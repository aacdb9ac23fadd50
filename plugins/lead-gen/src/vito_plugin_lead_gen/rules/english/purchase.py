"""English: a lead wants to buy, and asks how, where or when."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(
        Group.INTENT,
        "wants_to_buy",
        70,
        r"""
(?<!you )(?<!who )(?<!people who )(?<!you will )(?<!you would )(?<!you may )(?:want|wants|ready|looking|
    would like|would love|need|trying|going|about|plan|planning|hoping|happy|happily|eager|dying|keen|tempted|
    prepared|wish) (?:to )(?:go |actually |finally |please |just |also )?(?:buy|purchase|order|subscribe|
    sign up|get started|pre order|preorder|enroll|enrol|upgrade|onboard|invest|pay|pull the trigger|
    grab (?:one|two|it|mine)|register|reserve|place an order|license|rent|lease|hire you|become a (?:customer|
    client|member))(?: (?:it|this|one|these|them|your|the|\d+|two|three|four|a (?:few|couple|subscription|
    license|dozen|plan|membership)|for|from|to|with|you|somebody|someone|now|today|tonight|in bulk|more|online
    |here|direct\w*|mine|up|an order|myself|one of|another|as soon)|<e>)(?! (?:a (?:house|car|home|ticket)|
    attention|rent|bills|taxes|for (?:this|their) (?:nonsense|mistake)|more attention|therapy))
would (?:happily |gladly |totally )?pay (?:for|to|good|extra|\w+ to)
(?:how|where|when) (?:do|can|could|would|should|does) (?!you|they|he|she|people)<1-5>(?:buy|order|join|
    register|apply|purchase|preorder|pre order|pay|sign|subscribe|enroll|book|proceed|become|reserve|onboard|
    move forward|throw (?:my )?money|give you (?:my )?money|send (?:my )?(?:money|payment)|get (?:this|it|one|
    started|access|these|them|mine|onboarded|set up|on board|in|on the|a (?:copy|kit|box|set|subscription|
    license|demo|trial|quote|unit|sample|hold|spot|seat)|my hands|an account|hold of|involved|enrolled|
    approved)|(?:find|grab|download|access|start|try|have|pick) (?:this|it|one|these|them|up|the app|your|the)
    |start|go about)(?! (?:over|rid|that (?:jacket|shirt)|this song|to sleep|you (?:your|that)|better|a job|
    motivat\w+|this (?:energy|confidence|shirt|jacket)))
(?:how|where) to (?:buy|get|order|purchase|join|subscribe|sign up|register|start|access|apply|download|book|
    enroll|pay|preorder|try)(?! (?:over|rid|out|a job|better))
(?:where|how) (?:do|can|to|should) (?:i|we)? ?(?:sign|pay|wire|venmo|start)<e>
(?:sign|count|hook) (?:me|us) (?:up|in)
(?:add|put|sign|slot|pencil|enroll|enrol|count|squeeze) (?:me|us|my \w+) (?:on|to|down|in|onto|up|
    manually)(?! (?:the (?:list of|prayer)|your prayers|touch|check))
(?:where|what) is (?:the|your) <0-2>(?:link|sign up|order form|checkout|waitlist|waiting list|buy button|store
    |shop|website|order page|registration)
(?:link|website|site|url) (?:please|to (?:buy|order|sign up|purchase|subscribe|register|the (?:product|trial|
    demo|store|shop)|this|it|get|pre ?order))
(?:drop|send|share|post|give|where is|got|have) <0-2>(?:link|url|website|store)
<s>(?:the |a )?(?:link|purchase link|order link|sign up link|website|link please|link me)<e>
take (?:all )?(?:my|our) (?:money|card|wallet|credit card|dollars|cash)
(?:my|our) (?:wallet|card|credit card|company card) (?:is |already |at the ){0,2}(?:ready|open|out|waiting|
    in hand)
(?:i|we) (?:will|would|could|might|am going to|are going to)(?: definitely| totally| gladly| happily| probably
    | like to| love to| also| just| easily){0,2} (?:take|order|grab|buy|need|want|sign up|subscribe|pay|
    preorder|book) (?:\d+|one|two|three|four|five|six|ten|it|this|these|them|a (?:few|couple|dozen|box|
    subscription|seat|slot|spot)|both|all|some|for (?:this|it|that|my|our)|today|tonight|now|
    right)(?! (?:with (?:my|the) grave|back|over|from here|easy|personally|as a compliment|off|to (?:the|
    my) grave|out|any day|with a grain))
(?:can|could|may) (?:i|we|you)(?: also| still| just| please| even)? (?:order|buy|reserve|purchase|preorder|
    pre order|set aside|book|join|get (?:\d+|one|two|three|this|these|some of|in)|have (?:one|two|three|
    \d+ of)|grab (?:one|two|\d+)|hold one)(?! (?:more (?:video|song)|word|a hug))
(?:do|can|could|will|does) (?:you|you guys|you all|it|they|this) (?:guys )?(?:also |still )?(?:ship|deliver)
(?:shipping|delivery) (?:to|within|outside|international|internationally|worldwide|abroad|overseas|time|times|
    cost|costs)
(?:is|are) (?:it|this|that|they|these|those|there|the \w+|your \w+) <0-3>(?:available|in stock|sold|for sale|
    on sale|out yet|back in stock|offered|stocked|left|restocked|coming back)(?= [^.]{0,80}(?:\?|in|for|to))
<s>(?:still |any |back |is there )?(?:available|in stock|any left|restock|back in stock)(?: (?:in|at|near|
    for) \w+)?<e>
when (?:does|will|is|can|do|are) (?:it|this|they|these|the|that|your|i|we|you guys|you|registration|enrollment
    |doors|orders) <0-4>(?:launch\w*|available|restock\w*|coming to|buy|release|back in stock|open|opens|
    orders|next (?:cohort|intake|class|group|batch)|cohort|intake|ship)(?= [^.]{0,60}\?)
(?:registration|enrollment|enrolment|admissions?|spots|seats|places|slots|intake|cohort|waitlist) (?:is |
    are )?(?:still )?(?:open|available|left|closed|dates)
(?:room|space|spot|place|seat|slot) (?:for (?:one|two|three|me|us|\d+|another)|left)(?= [^.]{0,60}\?)
too late to (?:join|order|sign up|register|enroll|get|book|buy|apply)
(?:do you|can i|can we|do you guys|does it) <0-1>(?:accept|take|pay with|pay by|pay in|pay via) (?:paypal|
    cards?|credit|debit|klarna|instal?lments|cash|amex|crypto|purchase|po|wire|apple|insurance|hsa|fsa|monthly
    |trade|invoice|by)
(?:switch|switching|migrate|migrating|move|moving|move over|moving over|jump|coming over|transition|
    migration) <0-3>(?:to (?:you|this|your|yours)|over to|from (?!office|home|school|my parents))
(?:we|i) (?:want|would like|would love|are ready|am ready|need|are looking|
    really want) (?:to <0-1>(?:move forward|proceed|go ahead|roll (?:this|it) out|implement|adopt|use (?:it|
    this)|get (?:it|this|one) (?:for|in|at|before|asap|by|as)|have (?:it|this) (?:for|in|at)|try (?:it|this)|
    join (?:the|this|your)|switch|automate|set (?:this|it) up|bring (?:this|you))|in<e>)
<s>(?:i am |ok |okay |yep |count me )?(?:sold|convinced)<e>
(?:you (?:had me at|sold me|convinced me|have convinced me|just sold me|have me at|got me)|
    convince me to (?:buy|subscribe|switch)|sell me (?:on|this|one)|i am (?:so )?sold|take my (?:name|order)|
    pulling the trigger|ready to (?:buy|pay|commit to|sign|order|switch|roll out))
(?:what are|for|on) (?:the |our |your )?next steps?|<s>next steps?<e>
(?:become|becoming) (?:a|your) (?:customer|client|member|subscriber|reseller|distributor|partner|stockist|
    dealer)
how (?:soon|quickly|fast) (?:can|could|would) (?:you|we|i|it|this)
""",
    ),
    Signal(
        Group.INTENT,
        "wants_to_buy",
        60,
        r"""
(?:if (?:yes|so|it does|they do|you do|you can|it can|that works|the answer is yes|\w+ is (?:decent|good|fine|
    right))|then) ?(?:,|then)? ?(?:we|i) (?:are|am) in<e>
(?:i|we) (?:would|will) (?:switch|sign up|subscribe|buy|order|move|commit|join|come over|consider (?:moving|
    switching|buying|you)) (?:[^ ]+ ){0,3}(?:if|when|as soon as|once|today|tomorrow|right away)
(?:first in line|i have decided|place an order|place a (?:\w+ )?(?:\w+ )?order|waiting to (?:buy|order|pull|
    pay)|ready (?:2|to) (?:buy|swipe|pay|order)|take my email|invoice me|(?:where|what) (?:do|should|
    can) i (?:click|press|tap|fill)|where to click)
(?:i|we) (?:am |are )?(?:buying|ordering|getting) (?:\d+|two|three|four|one|it|these|this) (?:for|from you|
    today|now|if)
(?:book|squeeze|pencil) (?:me|us) (?:in|up|down)
sign (?:me|us|this \w+(?: \w+)?|my \w+|our \w+) up
count (?:our|my) \w+ in
(?:hold|keep|save|set aside|reserve) (?:one|two|three|\d+|a|an|some) (?:\w+ )?(?:for (?:me|us)|seats?|spots?|
    places?|slots?)
please reserve
(?:gift|get|buy|order) (?:this|it|one|these) (?:to|for) my (?:dad|mom|mum|son|daughter|wife|husband|partner|
    team|kids|boyfriend|girlfriend|parents|sister|brother|friend)(?! (?:haha|lol))
(?:switch|move|moving|migrate|bring|moving over) (?:my|our) (?:whole |entire )?(?:\w+ )?(?:agency|team|company
    |channels|clients|data|clinic|department|accounts|shop)
(?:could|can) (?:see|picture|imagine) (?:my|our) (?:whole |entire )?(?:\w+ )?(?:team|department|company|clinic
    |staff|office) (?:on|using|with)
pretty sure (?:we|i) need
let us know when|let me know when (?:it|you|this|they) (?:launch\w*|open\w*|is|are|ship\w*|restock\w*|come\w*)
(?:get|have|send me|need|want) an invite
(?:need|want|got|where is|send|drop|gimme|give me|post) (?:me )?(?:the|a|that|your) (?:link|order form|sign up
    |checkout|website|url)
(?:my|our) (?:clinic|team|company|shop|office|boss|school|gym|agency|whole team|crew|practice) (?:wants|want|
    needs|need|would (?:love|like|use|buy)) (?:in|this|it|one|these|that)
(?:want|need|get|put) (?:my|our) (?:whole |entire )?(?:team|company|clinic|staff|office|agency|crew|
    department) (?:on|in|using) (?:this|it|here)
(?:drop|dropping|leave|leaving|switch from|switching from|ditch|ditching|quit|quitting) (?:my|our) (?:current|
    old|existing) \w+
in a heartbeat|hook me up|would buy<e>|would buy (?:it|one|this|two|today)
how (?:do|should|can|would) (?:we|i) proceed
(?:want|like) to (?:put|enroll?|enrol|sign|register|get) my (?:son|daughter|kid|kids|children|mom|dad|team|
    staff|students|wife|husband) (?:in|up|on|into)
(?:if|when) (?:i|we) (?:start|sign up|order|buy|subscribe|enroll?|pay|commit|upgrade|join|switch|
    bring)(?: [^ ]+){0,14} \?
\+ \w+ = sold
(?:i|we) (?:will|would|could|might)(?: definitely| totally| gladly| happily| probably| also| just)? (?:take|
    order|grab|buy|pick|go with|go for) (?:the|a|an|your|my|whatever|any|either|both) (?:\w+ ){0,3}(?:one|ones
    |kit|plan|tub|bag|size|version|option|flavou?r|pack|box|model|seat|spot|set|units?|course|package|bundle|
    blue|black|red|large|small|medium|if|please|today|now|when)(?! (?:back|for granted))
<s>(?:i am |we are |am |ok i am |ok )?(?:buying|ordering|getting one|getting it|getting this|signing up|
    subscribing|enrolling|joining|switching|down for (?:this|it|a \w+))<e>
(?:let us|lets) (?:do (?:it|this)|get (?:started|going|this)|make it happen|go ahead|set (?:it|this|
    something) up|get (?:it|this|me|us) (?:set up|going|done))
(?:when|where|how) (?:can|could|do|should|would) (?:we|i|freelancers?|teams?|people|beginners?|parents|
    schools?|clinics?|nonprofits?|students?|teachers?|companies|someone|one|a \w+) (?:start|sign|pay|order|
    click|enroll?|apply|register|buy|subscribe|join|begin|try (?:it|this)|get in|put|send)<e>
(?:like|love|want|happy|hoping|ready|prefer|aim|keen) to (?:proceed|continue the (?:conversation|discussion|
    process)|move (?:forward|ahead|on this)|go ahead|enroll?|sign up|place|purchase|make the (?:switch|jump|
    move|leap)|buy|order|join|reserve|trial|onboard|start (?:with (?:you|this|the)|using|the (?:course|trial|
    plan)|on|in|as soon|right|this|next))
make the (?:jump|switch|leap|move)
(?:add|added|sitting) (?:it |this |one )?(?:to|in) (?:my )?(?:cart|basket)
(?:put|patch) (?:me|us) (?:down|through)|set (?:me|us) up(?! to fail)|get (?:me|us) (?:one|started|set up|
    onboarded|in touch|access|in<e>)|slide into my dms|drop (?:me|us) a (?:line|dm|message|note)|hit (?:me|
    us) up|sending (?:her|him|them) your way
(?:want|need|wanna|love|like|dying|tempted) to (?:try|test) (?:it|this|one|that|yours|them)?<e>
(?:love|want|like|hoping|planning|plan|ready|thinking) (?:to|of) (?:start|starting|learn|learning|take|taking|
    begin|beginning) (?:lessons|classes|a course|the course|this course|your \w+|spanish|english|french|german
    |italian|portuguese|japanese|korean|chinese|mandarin|arabic|russian|dutch|polish|turkish|swedish|greek)
""",
    ),
    Signal(
        Group.INTENT,
        "wants_to_buy",
        50,
        r"""
what (?:would|will|does|do) (?:it|you|we) (?:take|need) (?:from us |for us )?to (?:get|start|have|go|be|set|
    launch|switch|move|roll|onboard)
(?:get|have|bring|go) (?:our|my|us|this|it) (?:[^ ]+ ){0,4}(?:live|up and running|running|onboarded|set up|
    going|started)(?: (?:before|by|in|this|next|for|with)|<e>)
(?:so|totally|all|definitely|completely) in<e>
(?:send|make|give) (?:me |us )?an offer
(?:ready|happy|prepared) to (?:sign|pay|go ahead|proceed|order)(?! off)
""",
    ),
)
