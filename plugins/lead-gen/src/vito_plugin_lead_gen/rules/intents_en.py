"""English: what a lead says."""

from vito_plugin_lead_gen.rules.signals import Group, Signal

SIGNALS = (
    Signal(Group.BARE, "asks_price", 70, r"""
<s>(?:the |your |full |current )?(?:price|prices|pricing|cost|costs|rates|rate|fee|fees|quote|quotation|price list|pricelist|estimate|plans)(?: (?:list|details|info|per [a-z]+|range|in dm|dm|via dm|and [a-z]+))?<e>
"""),
    Signal(Group.INTENT, "asks_price", 70, r"""
how much(?: (?:is|are|would|will|does|do|can|should|for|per|to (?:buy|get|set|join|start|ship|install|order|rent|license|add|have)|each|a (?:month|year|seat|pop|piece)|with|including|shipped|delivered|roughly|approx|approximately|monthly|yearly|every|total|all in|down|on average|you (?:charge|guys|want|asking|ask)|in (?:usd|euros|dollars|pounds|total)|it cost|it be|the (?:[^ ]+ ){1,4}(?:cost|costs|is|are|\?)|(?:it|this|that|these|they|those) (?:[^ ]+ ){0,2}(?:cost|costs|run|\?|for|per|be))|<e>)(?! (?:left|too|enough|fake|true|real|more|longer|(?:it )?(?:means?|hurts?|sucks)|you (?:make|earn|get|weigh|sleep|drink|eat|love|hate|spend|believe|think|bench|know|care)|(?:they|people|your \w+|he|she|the) (?:make|earn|get paid|pay you|love|paid)|your (?:life|hair|energy)))
how much (?:do|would|will|should) (?:i|we) (?:have to |need to )?(?:pay|owe|budget|spend|put down|set aside)
how (?:expensive|pricey|affordable|cheap|steep)
<s>(?:the |your )?(?:price|pricing|cost|rates|quote|fee) (?:for|per|of|on) (?!living|gas|eggs|rent|food|fame|success|admission|freedom)<0-4>[^ ]+<e>
<s>[$€£]{1,3} ?\?
(?:what|whats|which plan|know|ask about|asking about|check|curious about|wondering about|details on|idea of|sense of|understand|discuss|confirm) (?:is |are |be |would be |would |was |r |will |kind of |sort of |does |do |your |the ){0,3}<0-3>(?:price|prices|pricing|cost|costs|rates|fee|fees|price list|price range|price point|ballpark|damage|price tag|tiers|ticket price|entry price|list price|going rate|starting price|cost per [a-z]+)(?! (?:of (?:living|doing|fame|freedom|success|admission)|to society))
what (?:does|do|would|will|might|did) (?:it|this|that|one|they|a|the|these|your) <0-4>(?:cost|run|set (?:me|us) back|go for|come to|come in at|start at|retail for)
(?:set|setting) (?:me|us|you|a person|someone|my \w+) back
what (?:do|would) (?:you|you guys|you all) <0-2>(?:charge|ask for|bill|want for|take for)
(?:what|which) (?:do|would|will) (?:i|we) (?:have to |need to )?(?:pay|owe)
(?:send|share|dm|pm|email|message|text|inbox|forward|provide|drop|need|want|get|give|request|requesting|post|tell (?:me|us)|would like|would love|can i have|could i have|obtain|receive|looking for|shoot) (?:me |us |a |an |the |your |some |over |any |out |formal |full |budgetary |written |updated |detailed |rough |quick |volume |ballpark |data |sheet |and |info |information |details |brochure |on |more |to |see |know |sense |of |you |through |idea |proper |new |distributor |dealer |reseller |corporate |wholesale ){0,6}(?:price|prices|pricing|quote|quotes|quotation|price list|pricelist|rate card|estimate|rates|cost breakdown|ballpark|proforma|pro forma|proposal|fees|figures|numbers|comparison)(?! (?:went|were|was|are (?:so|too|insane)|of living))
quote (?:me|us)(?! on)
"""),
    Signal(Group.BARE, "asks_demo", 65, r"""
<s>(?:free |a |a free |live |quick |the )?<demo><e>
"""),
    Signal(Group.INTENT, "asks_demo", 65, r"""
(?:can|could|may|might|would|how|where|when|want|would love|would like|need|book|schedule|arrange|set up|get|request|requesting|sign me up|sign us up|interested|join|attend|offer|give|show|register|put|add|count|grab|keen|ready|begin|organi[sz]e|invite|extend|up for|consider|next) (?:me |us |my |our |your |the |a |an |for |to |in |on |of |i |we |you |someone |have |see |get |book |schedule |join |do |try |one |some |like |love |free |live |quick |short |proper |private |online |virtual |next |public |list |with |attend |arrange |request |set up |please |personal |product |team |guys |extend |start |run |\d+ |day |week |month |from |this |also |maybe |just |possibly |set |up ){0,7}<demo>(?! (?:crashed|was|were|expired|ended|stuff))
(?:can|could|may|how|where) (?:do |can |would )?(?:i|we|my team|my \w+|somebody|someone) <0-1>(?:try|test|trial|pilot|test drive|demo|sample|taste|see|preview) (?:it|this|out|one|the|your|before|first|for|them|some|these|with|a)
(?:want|would like|would love|hoping|happy|dying|able|possible|possibility|way|chance|wanted|ready|eager|option|opportunity|willing) (?:for (?:us|me|my \w+) )?(?:to |of )(?:actually |just |at least )?(?:try|trying|test|testing|trial|trialing|pilot|piloting|test drive|demo|take (?:it|this) for a spin|play around with|play with|have a go|give (?:it|this) a (?:go|try|shot|spin)|kick the tires|sample) ?(?:it|this|out|one|the|your|before|first|for|them|some|these|with)
(?:show|walk) (?:me|us|my team|our team|our \w+) (?:how (?:it|this|the|your|you)|what (?:it|you|this)|through|around|the (?:product|app|tool|platform|software)|your)
take (?:me|us) through
(?:can|could|to|like|love) (?:i |we )?see (?:it|this|one|yours?|your \w+|the (?:\w+ ){1,3})(?: ?)(?:in action|live|working|at work|running|in person|up close|in use|with our)
(?:try|test|see|feel|touch|taste) (?:it|this|one|them)? ?(?:out )?(?:before (?:i|we|buying|paying|committing|subscribing)|for free|with my|with our|in store)
(?:early|beta|trial|guest|temporary|test) access
(?:poke|look|play|click|snoop) around|kick the ty?res|see for myself|(?:pitch|show|present|sell) (?:this|it) to my (?:boss|manager|team|director|partner|wife|husband)|get (?:buy in|sign off)|make the case
"""),
    Signal(Group.INTENT, "asks_demo", 40, r"""
(?:free|a|live|quick) <demo> \?
(?:got|any|is there|have you got|you got|do you have) (?:a |an |some )?(?:free |live )?<demo>
"""),
    Signal(Group.INTENT, "asks_contact", 65, r"""
(?:who|whom|who else) (?:do|can|should|could|would|may|must|to|is the|are the) (?:i |we )?<0-3>(?:talk|speak|contact|email|call|reach|write|ask|message|get in touch|dm|person|deal with|go to|connect|buy|sell|bribe)
who (?:covers|serves|supplies|represents|distributes) (?:the |our )?\w+<e>
who (?:handles|covers|deals with|takes|looks after|does) (?:\w+ ){0,3}(?:orders|sales|enquiries|inquiries|quotes|accounts|licensing|bookings|onboarding|partnerships|distribution|purchases|demos|for \w+)
(?:talk|speak|chat|connect|get in touch|get on a call|hop on a call|jump on a call|meet) (?:to|with) <0-3>(?:sales|rep|reps|representative|someone|somebody|advisor|adviser|consultant|account manager|account executive|executive|your team|a human|human|person|specialist|expert|you guys|a real|sales team)
(?:call|reach out|talk|speak|chat) (?:to (?:me|us) )?about (?:our|my) (?:setup|needs|project|requirements|case|situation|\w+)
(?:can|could|would|will|please|have|get|want|need|let|hoping|may|kindly|someone|somebody|rep|anyone|team|would like) <0-6>(?:call|contact|reach out to|reach out|reach|email|text|message|ring|phone|get back to|get in touch with|follow up with|connect with|dm|pm|whatsapp|hit up) (?:me|us|my|our)
(?:someone|somebody|anyone|rep|sales|your team) (?:to |please |can |could |kindly |from sales |in sales ){0,3}(?:reach out|get in touch|follow up|contact me|call)(?! (?:my ex|your (?:mom|ex)))
(?:give me|give us|would love|would like|appreciate|want|need|get|expect|set up|up for|arrange|schedule|book|have|do|on|open to|squeeze in|request) (?:a|an|on a|our|some) (?:quick |short |intro |brief |discovery |sales |phone |video |10 minute |15 minute |30 minute |follow up |call ){0,2}(?:call|ring|buzz|meeting|appointment|consultation|consult|callback|call back|zoom|visit|site visit|discovery call|conversation|spot|slot|session|seat|table|viewing|fitting|class)(?! (?:me|was|with my (?:mom|therapist|boss)|it|home))
(?:book|schedule|reserve) (?:\w+ ){0,2}(?:spot|slot|session|seat|appointment|consultation|call|meeting|visit|class|time)
<s>(?:call|email|dm|pm|message|inbox|contact|whatsapp|pm me|talk to|sell to|hmu) (?:me|us)<e>
(?:call|email|dm|pm|message|contact|reach|whatsapp) (?:me|us) (?:at|back|about|with|details|info|the|please|emailx|asap|directly|your|a price|more)
(?:reach|contact|get hold of|get in touch with|email|number for|contact for|line for|talk to|speak to|speak with|talk with) <0-2>sales
sales (?:team|rep|contact|email|number|department|person|people|phone|line|address|office)(?= [^.]{0,60}\?)
(?:my|our|here is my) (?:\w+ )?(?:email|number|cell|contact) (?:is|:|phonex|emailx)
(?:to be|be|being|get) (?:contacted|called|called back)
(?:number|email|contact|details) (?:is |are )?in my (?:profile|bio)
(?:bring|come|visit|stop by|swing by|send someone|pop) (?:[^ ]+ ){0,4}(?:to|at|by|round) our (?:site|office|shop|store|warehouse|plant|clinic)
(?:what is|whats|got|do you have|is there|drop|share|looking for) (?:a|an|the|your) <0-2>(?:phone number|contact email|email address|contact number|contact form|booking link|calendar link|calendly|sales email)
"""),
    Signal(Group.INTENT, "wants_to_buy", 70, r"""
(?<!you )(?<!who )(?<!people who )(?<!you will )(?<!you would )(?<!you may )(?:want|wants|ready|looking|would like|would love|need|trying|going|about|plan|planning|hoping|happy|happily|eager|dying|keen|tempted|prepared|wish) (?:to )(?:go |actually |finally |please |just |also )?(?:buy|purchase|order|subscribe|sign up|get started|pre order|preorder|enroll|enrol|upgrade|onboard|invest|pay|pull the trigger|grab (?:one|two|it|mine)|register|reserve|place an order|license|rent|lease|hire you|become a (?:customer|client|member))(?: (?:it|this|one|these|them|your|the|\d+|two|three|four|a (?:few|couple|subscription|license|dozen|plan|membership)|for|from|to|with|you|somebody|someone|now|today|tonight|in bulk|more|online|here|direct\w*|mine|up|an order|myself|one of|another|as soon)|<e>)(?! (?:a (?:house|car|home|ticket)|attention|rent|bills|taxes|for (?:this|their) (?:nonsense|mistake)|more attention|therapy))
would (?:happily |gladly |totally )?pay (?:for|to|good|extra|\w+ to)
(?:how|where|when) (?:do|can|could|would|should|does) (?!you|they|he|she|people)<1-5>(?:buy|order|join|register|apply|purchase|preorder|pre order|pay|sign|subscribe|enroll|book|proceed|become|reserve|onboard|move forward|throw (?:my )?money|give you (?:my )?money|send (?:my )?(?:money|payment)|get (?:this|it|one|started|access|these|them|mine|onboarded|set up|on board|in|on the|a (?:copy|kit|box|set|subscription|license|demo|trial|quote|unit|sample|hold|spot|seat)|my hands|an account|hold of|involved|enrolled|approved)|(?:find|grab|download|access|start|try|have|pick) (?:this|it|one|these|them|up|the app|your|the)|start|go about)(?! (?:over|rid|that (?:jacket|shirt)|this song|to sleep|you (?:your|that)|better|a job|motivat\w+|this (?:energy|confidence|shirt|jacket)))
(?:how|where) to (?:buy|get|order|purchase|join|subscribe|sign up|register|start|access|apply|download|book|enroll|pay|preorder|try)(?! (?:over|rid|out|a job|better))
(?:where|how) (?:do|can|to|should) (?:i|we)? ?(?:sign|pay|wire|venmo|start)<e>
(?:sign|count|hook) (?:me|us) (?:up|in)
(?:add|put|sign|slot|pencil|enroll|enrol|count|squeeze) (?:me|us|my \w+) (?:on|to|down|in|onto|up|manually)(?! (?:the (?:list of|prayer)|your prayers|touch|check))
(?:where|what) is (?:the|your) <0-2>(?:link|sign up|order form|checkout|waitlist|waiting list|buy button|store|shop|website|order page|registration)
(?:link|website|site|url) (?:please|to (?:buy|order|sign up|purchase|subscribe|register|the (?:product|trial|demo|store|shop)|this|it|get|pre ?order))
(?:drop|send|share|post|give|where is|got|have) <0-2>(?:link|url|website|store)
<s>(?:the |a )?(?:link|purchase link|order link|sign up link|website|link please|link me)<e>
take (?:all )?(?:my|our) (?:money|card|wallet|credit card|dollars|cash)
(?:my|our) (?:wallet|card|credit card|company card) (?:is |already |at the ){0,2}(?:ready|open|out|waiting|in hand)
(?:i|we) (?:will|would|could|might|am going to|are going to)(?: definitely| totally| gladly| happily| probably| like to| love to| also| just| easily){0,2} (?:take|order|grab|buy|need|want|sign up|subscribe|pay|preorder|book) (?:\d+|one|two|three|four|five|six|ten|it|this|these|them|a (?:few|couple|dozen|box|subscription|seat|slot|spot)|both|all|some|for (?:this|it|that|my|our)|today|tonight|now|right)(?! (?:with (?:my|the) grave|back|over|from here|easy|personally|as a compliment|off|to (?:the|my) grave|out|any day|with a grain))
(?:can|could|may) (?:i|we|you)(?: also| still| just| please| even)? (?:order|buy|reserve|purchase|preorder|pre order|set aside|book|join|get (?:\d+|one|two|three|this|these|some of|in)|have (?:one|two|three|\d+ of)|grab (?:one|two|\d+)|hold one)(?! (?:more (?:video|song)|word|a hug))
(?:do|can|could|will|does) (?:you|you guys|you all|it|they|this) (?:guys )?(?:also |still )?(?:ship|deliver)
(?:shipping|delivery) (?:to|within|outside|international|internationally|worldwide|abroad|overseas|time|times|cost|costs)
(?:is|are) (?:it|this|that|they|these|those|there|the \w+|your \w+) <0-3>(?:available|in stock|sold|for sale|on sale|out yet|back in stock|offered|stocked|left|restocked|coming back)(?= [^.]{0,80}(?:\?|in|for|to))
<s>(?:still |any |back |is there )?(?:available|in stock|any left|restock|back in stock)(?: (?:in|at|near|for) \w+)?<e>
when (?:does|will|is|can|do|are) (?:it|this|they|these|the|that|your|i|we|you guys|you|registration|enrollment|doors|orders) <0-4>(?:launch\w*|available|restock\w*|coming to|buy|release|back in stock|back|open|opens|orders|next (?:cohort|intake|class|group|batch)|cohort|intake|ship)(?= [^.]{0,60}\?)
(?:registration|enrollment|enrolment|admissions?|spots|seats|places|slots|intake|cohort|waitlist) (?:is |are )?(?:still )?(?:open|available|left|closed|dates)
(?:room|space|spot|place|seat|slot) (?:for (?:one|two|three|me|us|\d+|another)|left)(?= [^.]{0,60}\?)
too late to (?:join|order|sign up|register|enroll|get|book|buy|apply)
(?:do you|can i|can we|do you guys|does it) <0-1>(?:accept|take|pay with|pay by|pay in|pay via) (?:paypal|cards?|credit|debit|klarna|instal?lments|cash|amex|crypto|purchase|po|wire|apple|insurance|hsa|fsa|monthly|trade|invoice|by)
(?:switch|switching|migrate|migrating|move|moving|move over|moving over|jump|coming over|transition|migration) <0-3>(?:to (?:you|this|your|yours)|over to|from (?!office|home|school|my parents))
(?:we|i) (?:want|would like|would love|are ready|am ready|need|are looking|really want) (?:to <0-1>(?:move forward|proceed|go ahead|roll (?:this|it) out|implement|adopt|use (?:it|this)|get (?:it|this|one) (?:for|in|at|before|asap|by|as)|have (?:it|this) (?:for|in|at)|try (?:it|this)|join (?:the|this|your)|switch|automate|set (?:this|it) up|bring (?:this|you))|in<e>)
<s>(?:i am |ok |okay |yep |count me )?(?:sold|convinced)<e>
(?:you (?:had me at|sold me|convinced me|have convinced me|just sold me|have me at|got me)|convince me to (?:buy|subscribe|switch)|sell me (?:on|this|one)|i am (?:so )?sold|take my (?:name|order)|pulling the trigger|ready to (?:buy|pay|commit to|sign|order|switch|roll out))
(?:what are|for|on) (?:the |our |your )?next steps?|<s>next steps?<e>
(?:become|becoming) (?:a|your) (?:customer|client|member|subscriber|reseller|distributor|partner|stockist|dealer)
how (?:soon|quickly|fast) (?:can|could|would) (?:you|we|i|it|this)
"""),
    Signal(Group.INTENT, "asks_information", 60, r"""
tell (?:me|us) (?:a (?:bit|little) )?(?:more|about (?:this|your|the (?:product|plan|app|tool|service|offer|program)))
(?:need|want|send|dm|share|give (?:me|us)|pm|would like|would love|email|requesting|receive|drop|shoot|provide|looking for|forward) <0-3><info>
<s>(?:more |further )?<info>(?: (?:please|in dm|dm|via dm|by dm|on this|to dm))?<e>
(?:send|dm|pm|email|message|text|inbox|forward|shoot|drop|share)(?: me| us| over| the){1,3} (?:\w+ )?(?:link|links|specs|something|whatever|paperwork|contract)
(?:learn|know|hear|find out|read|understand|discover) (?:a (?:bit|little) )?more(?! (?:people|of (?:this|you|these)|from you|often))
(?:want|would like|would love|curious|keen|wondering|looking) (?:to )?(?:learn|know|hear|find out|understand|see)? ?(?:more about|about (?:your|the (?:product|plan\w*|app|tool|program|course|pricing|price))|how your|if (?:it|this|your|you would|you could|you can|you do|you offer)|whether (?:it|this|your|you))
(?:do you have|got|have you got|is there|where is) (?:a|an|any|your) (?:brochure|catalog|catalogue|website|one pager|faq|datasheet|menu|price list|case studies|case study|sizing guide|comparison|spec)
(?:what|which) <0-1>(?:features|plan|plans|tier|package|version|model|size|sizes|flavou?r|flavou?rs|course|level) (?:do|does|would|fits?|should|suits?|works?|comes?|include|can|has|have|is (?:best|right|good|the)|for)(?! (?:you (?:guys )?(?:doing|having|wearing|use|film)|your|the (?:weekend|day|night)))
(?:what (?:is|do (?:i|we) get|comes|would we get) (?:included|the difference between|in the (?:box|plan|package|bundle|kit|basic|pro|free)|with the (?:pro|basic|free|starter|\w+ plan)|for the (?:basic|pro|price|money|\w+ plan))|what does (?:the|it|your) <0-3>(?:include|come with)|what is included|is there a difference)
what (?:is|are) (?:the|your) <0-3>(?:terms|requirements|options|specs|specifications|dimensions|process|schedule|timetable|timeline|hours|lead times?|turnaround|conditions|contract length|minimum|commitment|difference|catch|levels?|dates|sizes|colou?rs)(?! (?:of (?:life|fame)))
what (?:is|are) (?:it|this|the app|the product|the \w+) called
(?:difference between|compares? (?:to|with|on|against)|stack up|how is (?:this|it) (?:different|better))(?= [^.]{0,120}\?)
how long (?:is|does|are|would|will|until|before|to) (?:the |your |it |we )?<0-3>(?:contract|onboarding|setup|set up|implementation|delivery|shipping|migration|course|program|rollout|warranty|integration|take to|arrive|trial|lead time|install\w*|up and running)
how (?:does|do|would|is) (?:it|this|the \w+|your \w+|billing|pricing|shipping|onboarding|licensing|enrol\w*|registration|delivery|payment|setup|migration|sign up|support|contract) <0-2>(?:work|works|compare|billed|priced|handle|integrate|different)(?= (?:for|with|if|in|at|when|on|\?|<e>|\Z))
(?:walk|talk) me through
"""),
    Signal(Group.INTENT, "asks_information", 40, r"""
(?:more|further|extra|additional|full) (?:info|information|details)
"""),
    Signal(Group.INTENT, "says_interested", 60, r"""
<s>(?:i am |we are |am |very |super |really |definitely |so |highly |both |me |us |count me |quite |totally |mildly |extremely |still |genuinely ){0,3}(?:interested|intrigued|keen|tempted)<e>
(?:i am|we are|am|would be|might be|could be|be|very|super|really|definitely|genuinely|seriously|quite|also|extremely|highly|team is) (?:very |quite |really |definitely |super |also )?interested(?! (?:to (?:see|know|hear) (?:what|how|your|people)|in (?:your profile|you |what|how (?:this|people|they)|seeing what)))
(?<!you are )(?<!anyone )(?<!if )(?<!was )(?<!immediately )interested (?:in (?:this|it|your|the|a|getting|buying|trying|using|learning|one|purchasing|signing|for)|for (?:my|our|a|the)|here|please|!)
(?:would|could|might|will|to|may) (?:really |actually |totally |definitely |maybe )?(?:work|be (?:perfect|great|ideal|useful|handy|huge|helpful|amazing|a (?:lifesaver|game changer))|suit|replace|solve|save|fix|come in handy|do the trick) <0-4>(?:my|our|us)(?! (?:life|soul))
(?:looks|look|sounds|sound|seems|is|this is|be) <0-3>(?:perfect|great|ideal|useful|exactly|right|good|helpful|amazing|handy|fit|what|promising|interesting) <0-4>(?:for|need|needs) <0-1>(?:my|our|us|what (?:we|i))
exactly what (?:i|we|my|our) <0-3>(?:need|needs|looking|been|want|wanted|missing|after)
(?:could|can) (?:really |totally |definitely )?use (?:this|one|something like (?:this|that)|it|a \w+ like)
(?<!you )(?:considering|thinking (?:of|about)|contemplating|debating|toying with|on the fence about|leaning towards|holding off on) <0-3>(?:buying|getting (?:this|it|one|these|a|for|the)|trying|switching|ordering|ditching|leaving|(?:it|this|one|these) for (?:my|our|the)|signing|investing|subscribing|paying|upgrading|your|you guys)
(?:i|we|team|company|currently|still|actively) (?:am |are |is )?(?:currently |actively |still )?(?:comparing|evaluating|shortlisting|shopping around|assessing|researching (?:tools|options|platforms|vendors|crms?|apps)|vetting|benchmarking|looking at (?:tools|options|platforms|vendors|crms?|apps|alternatives|you|this)|reviewing (?:tools|options|platforms|vendors)|scoping|exploring (?:tools|options|alternatives)|in the market|sourcing|procuring|tendering)
(?:in the market for|on our shortlist|on my shortlist|shortlist|shortlisted|rfp|rfq|public tender|vendor comparison|request for (?:proposal|quotation)|due diligence)
(?:want|need|needs) (?:one|it|this|these|that|mine|some|a few|two|three|\d+)(?: so bad| so badly| badly| asap| now| in my (?:life|office|clinic|kitchen|routine|business)| for (?:my|our|the|work)| at (?:my|our)| yesterday| as soon| today| right now| like| pronto| delivered| before| by| at work)
(?:yes|yeah|ok) please (?:, )?where<e>
(?:and|send help) ?\(? ?(?:and )?(?:a |the )?price list
<s>(?:i |we |yes i |okay i )?(?:want|need)(?: one| this| it| two| these| mine| in)?<e>
(?:been (?:meaning|wanting|dying) to (?:try|start|buy|get|learn|join|switch|order|book|set|test)|been (?:looking|hunting|searching) for|next on my list|on my wish ?list|where has this been|where have you been all)
"""),
    Signal(Group.INTENT, "states_need", 55, r"""
(?:looking|searching|hunting|shopping|in need|on the lookout|on the hunt) (?:around )?(?:for|of|to) (?!a job|work|love|a new job|someone|my|forward|answers|an excuse)(?:[^ ]+ ){0,6}(?:<thing>|like this|exactly this|this|replace|automate|upgrade|switch|buy|implement|outsource|roll)(?! (?:to (?:do|eat|watch|wear|read)|that rhymes))
<s>(?:lf|iso|in search of|need|want) (?:a|an|some|one) <0-6><thing>
<org> (?:really |desperately |urgently |badly |definitely |also |currently |still )?(?:(?:needs?|requires?|could use|wants?) (?:a|an|one|this|that|it|to|something|some|help|better|new|your|our|more|\d+|two|three|\w+ing)|is looking|are looking|is searching|is drowning|are drowning|is struggling|struggles?)
(?:i|we|<s>) ?(?:really |desperately |urgently |badly |definitely |also |currently |do |would |just |still |absolutely ){0,2}(?:need|require|could use|would like|would love|want) (?:a|an|some|something|one|this|that|it|about|at least|around|better|new|\d+|two|three|five|ten|your|to) (?:[^ ]+ ){0,5}(?:<thing>|for (?:my|our)|to (?:replace|manage|handle|automate|organi[sz]e|schedule|track)|delivered|per month|users|seats|licenses|units)
(?:team|clinic|shop|crew|agency|business|office|and|users|people|reps|staff) (?:of \d+ )?(?:and )?(?:need|needs|needing|want|wanting) (?:a|an|some|something|one|this|to)
(?:something|a tool|anything|one) (?:like|similar to) (?:this|that|it|yours) <0-1>(?:for|at|in|to|that)
(?:we|i) have (?:the |a )?(?:\w+ )?(?:budget|got budget|funding|sign off)
budget (?:is |was )?(?:approved|of|for|ready|around|set|signed|cleared|available)|have budget|budgetary|po is ready
(?:my boss|my manager|our ceo|our director|my team|our team|my director|our cto|my partner|management|my vp|our vp|the board|our board|my ceo|my cto|our cfo|my co founder|my cofounder|our owner|the owner|my clients?|our it (?:team|guy)|my business partner|our manager|leadership|head of \w+|my supervisor|the boss) (?:wants|asked (?:me|us|for)|needs|told me to|is asking|would like|sent me|has asked|wants me|want|need|is pushing|tasked|is looking|approved|gave me|meets)
"""),
    Signal(Group.INTENT, "asks_about_fit", 40, r"""
(?:does|do|can|will|would|could|is|are|how (?:does|do|can|well does)) <it> (?:also |even |already |still |actually |currently )?<0-4>(?:work|works|integrate|integrates|sync|syncs|connect|connects|include|includes|included|come with|come in|compatible|replace|let (?:me|us|my)|suit|suitable|fit|good for|scale|available|customi[sz]able|good enough|hard to|easy to|meant for|made for|safe|vegan|gluten|halal|kosher|overkill|suited|limited to|self hosted|certified|accredited|designed|beginners?|free|paid|friendly|per seat|per user)(?= [^.]{0,140}\?)
(?:will|would|does|can|could) (?:this|it|that|your \w+|the \w+) <0-4>(?:work|fit|help|handle|suit|scale|be enough|hold up|play nice|do) (?:for|with|in|on|at|if|my|our|us)
(?:could|can|would|will|does) (?:this|it|your \w+|the \w+) (?:[^ ]+ ){1,8}(?:for (?:us|my|our)|our|my) [^.]{0,60}\?
how (?:many|hard|easy|fast|quickly|secure|difficult|soon|customi[sz]able|steep|reliable|accurate|long) (?:\w+ ){0,10}(?:users|seats|accounts|channels|languages|servings|units|devices|agents|locations|days|set up|setup|to (?:learn|set|install|implement|migrate)|onboard\w*|include\w*)
(?:anyone|somebody|someone|anybody) (?:here )?(?:using|tried|used|with experience) (?:this|it|with this) (?:for|with|at|in)
(?:is|are) there (?:a|an|any) <0-3>(?:app|api|version|integration|warranty|contract|limit|minimum|mobile|android|ios|desktop|spanish|setup|onboarding|support|guarantee|plan|package|tier|bundle|subscription|option|starter|kit|size|level|course|class|way to (?:get|buy|try|import|connect|test|use))
(?:worth it|good fit|right fit|overkill|a fit|suitable) for (?:a|an|my|our|small|someone|solo|one|two|just|only|\d+)
(?:are you|you guys|do you|is (?:it|this)) <0-3>(?:enterprise only|only for|us only|b2b|gdpr|hipaa|soc 2|soc2|iso|compliant|certified|in the (?:uk|eu|us)|for beginners|for (?:small|solo|freelancers|individuals))
(?:this|that) it \?
"""),
    Signal(Group.INTENT, "asks_what_is_offered", 35, r"""
(?:do|can|would|could) (?:you|you guys|you all) (?:guys )?(?:also |currently |still |even ){0,2}(?:sell|offer|do (?:a|an|any|one|group|bulk|custom|private|white|discounts|rentals?|repairs|installs?|weekend|online|in person|evening)|stock|carry|cover|serve|provide|supply|rent|lease|white label|install|onboard|migrate|teach|take on|accept|support|cater|handle|work with|set up|manufacture|operate|invoice|bill|train|consider)(?= [^.]{1,140}\?)(?! (?:you|a job|internships|this (?:every|all)|that|pranks))
(?:is|are) (?:your|you guys|the) (?:\w+ )?(?:product|tool|platform|app|service|plan|pricing|software|course)(?: \w+){0,8} \?
(?:outgrown|outgrew|replace (?:our|my)|replacing (?:our|my|\w+ (?:before|by|this|next|with))|being discontinued|ditch(?:ing)? (?:our|my)|fed up with (?:our|my)|moving (?:away|off) (?:from )?|current (?:provider|vendor|supplier|tool|system|software|platform))
see how (?:it|this) works
(?:interesting|useful|handy|great|perfect|helpful|big) for (?:my|our|us)
"""),
    Signal(Group.INTENT, "asks_what_is_offered", 20, r"""
(?:do|would|can) (?:you|you guys) (?:guys )?(?:have(?! to)|make|do|help)(?= [^.]{1,140}\?)
(?:call|text|email|message|ping) (?:me|us) (?:at|on|phonex|emailx|when|tomorrow|today|later)
<s>(?:you |you guys |you all )?got (?:a|an|any|something|one)(?= [^.]{1,100}\?)
(?:drowning in (?!tears|love)|struggling with (?:our|the|bookings|scheduling|leads)|(?:is|are) a (?:mess|nightmare)|losing (?:leads|patients|clients|customers|track|sales|orders|bookings)|(?:we|i) (?:keep )?(?:lose|miss) (?:[^ ]+ ){0,4}(?:leads|patients|clients|customers|bookings|orders|calls|appointments|sales))
"""),
    Signal(Group.INTENT, "states_need", 10, r"""
(?:i|we) (?:really |desperately |urgently |badly |definitely |also |currently |do |would |just |still |absolutely ){0,2}(?:need|require|could use|would like|would love|want|wish we had|are after|am after) (?:a|an|some|something|one|this|that|it|to|about|at least|around|\d+|two|three|five|ten|your|these|better|new)(?! (?:nap|drink|coffee|break|vacation|hug|life|day|minute|video|part))
"""),
    Signal(Group.INTENT, "asks_about_fit", 20, r"""
(?:analytics|reporting|reminders|dashboard|inbox|templates?|booking|scheduling|automation|chatbot|sso|api|gdpr|hipaa|soc 2|soc2|integrations?)
(?:does|do|can|will|would|could|is|are|how (?:does|do|can|well does)) <it> (?:also |even |already |still |actually |currently )?<0-4>(?:support|supports|handle|handles|have (?:a|an|any|the|sso|api)|do (?:invoices|reports|payroll|bookings|reminders|multi\w*)|export|import|run on|allow|track|offer|cover|manage|post|publish|remind|serve|hipaa|gdpr|able to|used|set up|help|bill|speak|secure|hosted|compliant|store|require|built|need a)(?= [^.]{0,140}\?)
(?:do|does|can|could|will|would|is|are) (?:the|your|those|this|it|it all|any of (?:these|your)) (?:[^ ]+ ){1,18}\?
"""),
    Signal(Group.INTENT, "mentions_offer", 30, r"""
(?:pricing|quote|quotation|tier|tiers|subscription|licen[cs]es?|free trial|trial|demo|walkthrough|brochure|data ?sheet|spec sheet|white label|resell|resellers?|distributors?|stockists?|onboarding|instal?lments|per month|per seat|per user|preorder|enroll?|enroll?ment|enroll?ing|proposal|annual plan|free version|price|prices|promo code|coupon|bulk order|payment plans?|financing|net 30|purchase order|early bird|sold out|out of stock|restock|waitlist|waiting list|lead time|moq|money back|proof of (?:concept|value))(?! (?:of (?:living|fame|freedom|success)|for your sins))
(?:student|bulk|volume|annual|yearly|nonprofit|non profit|launch|early bird|educational|group|startup|family|black friday|first time|charity|military|teacher|wholesale|trade|multi \w+|founder|holiday|team|reseller|distributor) (?:discount|discounts|pricing|price|prices|rate|rates|deal|deals|billing|offer|cost|plan)
(?:cheapest|lowest|entry|entry level|starting|starter|cheaper|lite|smaller|basic|pro|premium|annual|yearly|monthly|enterprise|agency|business|team|free|family|student|lifetime|solo|individual|plus) (?:plan|tier|price|option|package|subscription|version|license|licence|edition|membership)
(?:monthly|annual|per seat|per user|per month|flat|setup|onboarding|installation|implementation|registration|enrollment|licensing|license|shipping|minimum) (?:fee|fees|price|cost|costs|rate|charge|commitment|order|contract)
(?:any|some|got|have|are there|is there|do you (?:have|do|offer)|run|running) <0-2>(?:discount|discounts|deal|deals|promo|promos|promotion|promotions|specials) (?:on|for|going|right now|coming|available|if|when)
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
(?:cheaper|discounts?|in stock|back in stock|ship to|ship out|shipped to|warranty|catalog|catalogue|membership|checkout|wholesale|bulk|invoice made|deposit|estimate|guarantee|sign up|purchase|before i order|maintenance contract|formal offer)(?! (?:my (?:own|silence)|time|happiness|that argument|into))
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
(?:commercial terms|payment terms|volume terms|your terms|contract|commitment|migration|deployment|rollout|implementation|cohort|classes|courses|course|lessons|tutor|specs?|dimensions|compatible|dispatch|success manager|account manager|self hosted|on prem|startup|per device|per location|registration|package|rates|ship|in stock|sample|cost|costs|fee|fees|purchase|sign up|catalog|catalogue|pilot|membership|checkout|deposit|wholesale|bulk|estimate|vendor|vendors|warranty|license|budget|discount|discounts|guarantee|vat|invoice in|deal)(?! (?:with|breaker|of (?:living|fame|freedom|success)|attention|off|for (?:the (?:weekend|day|night|summer)|tonight|today)|to (?:be|do|go|see|watch)))
"""),
    Signal(Group.INTENT, "wants_to_buy", 60, r"""
(?:if (?:yes|so|it does|they do|you do|you can|it can|that works|the answer is yes|\w+ is (?:decent|good|fine|right))|then) ?(?:,|then)? ?(?:we|i) (?:are|am) in<e>
(?:i|we) (?:would|will) (?:switch|sign up|subscribe|buy|order|move|commit|join|come over|consider (?:moving|switching|buying|you)) (?:[^ ]+ ){0,3}(?:if|when|as soon as|once|today|tomorrow|right away)
(?:first in line|i have decided|place an order|place a (?:\w+ )?(?:\w+ )?order|waiting to (?:buy|order|pull|pay)|ready (?:2|to) (?:buy|swipe|pay|order)|take my email|invoice me|(?:where|what) (?:do|should|can) i (?:click|press|tap|fill)|where to click)
(?:i|we) (?:am |are )?(?:buying|ordering|getting) (?:\d+|two|three|four|one|it|these|this) (?:for|from you|today|now|if)
(?:book|squeeze|pencil) (?:me|us) (?:in|up|down)
sign (?:me|us|this \w+(?: \w+)?|my \w+|our \w+) up
count (?:our|my) \w+ in
(?:hold|keep|save|set aside|reserve) (?:one|two|three|\d+|a|an|some) (?:\w+ )?(?:for (?:me|us)|seats?|spots?|places?|slots?)
please reserve
(?:gift|get|buy|order) (?:this|it|one|these) (?:to|for) my (?:dad|mom|mum|son|daughter|wife|husband|partner|team|kids|boyfriend|girlfriend|parents|sister|brother|friend)(?! (?:haha|lol))
(?:switch|move|moving|migrate|bring|moving over) (?:my|our) (?:whole |entire )?(?:\w+ )?(?:agency|team|company|channels|clients|data|clinic|department|accounts|shop)
(?:could|can) (?:see|picture|imagine) (?:my|our) (?:whole |entire )?(?:\w+ )?(?:team|department|company|clinic|staff|office) (?:on|using|with)
pretty sure (?:we|i) need
let us know when|let me know when (?:it|you|this|they) (?:launch\w*|open\w*|is|are|ship\w*|restock\w*|come\w*)
(?:get|have|send me|need|want) an invite
"""),
    Signal(Group.INTENT, "asks_contact", 60, r"""
<s>let us talk<e>|let us talk (?:business|numbers|pricing|terms|about (?:our|your|terms|pricing))
(?:have|get|ask|tell) (?:your|ur|the|a|someone from) (?:sales |regional |local |nearest )?(?:team|rep|people|person|guy|guys|manager|advisor) (?:to )?(?:call|ring|phone|email|contact|write|reach|visit|message|drop)
(?:whom|who|where) (?:do|can|should|could|would|may) (?:i|we) (?:contact|write|approach|send|submit|forward|direct|address|email|ask|speak|talk)(?! (?:back|the (?:faulty|broken|photos)))
(?:speak|talk|write) (?:to|with) (?:who\w*|the person|the one|someone)
(?:name|details|address|contact) of (?:your|the|a) (?:\w+ )?(?:partner|reseller|distributor|dealer|rep|sales|office|stockist)
(?:screen share\w*|screen (?:call|sharing)|demo call|walk our \w+|sit down with|meet with (?:us|our)|come and (?:show|see)|send someone)
(?:discuss|talk about|explore) (?:a |an |our |the |your )?(?:rollout|partnership|terms|licens\w+|pricing|requirements|contract|deployment|options|volume|project|purchase)
get hold of (?:their|your|the|someone|anyone)
anyone (?:from|at) (?:the |your |this )?(?:company|team|brand|sales|business) (?:here|around|reading)
show me what you(?: have)? (?:got|have|can)|convince me(?: to| \.|<e>)
got (?:any |a |some )?(?:slots?|time|minutes|availability|room|space) (?:next|this|on|for|in|tomorrow|today)
(?:as a|i am a|we are a|being a) (?:new|potential|prospective|future) (?:customer|client|buyer)
(?:introduction|intro) to|introduce (?:me|us) to|(?:connect|put) (?:me|us) (?:with|in (?:touch|contact))|(?:point|direct|refer|route) (?:me|us) (?:to|toward|towards)
(?:welcome|appreciate|request|requesting|grateful for) (?:a|an|the) (?:\w+ )?(?:introduction|intro|conversation|call|meeting|chat|quote|demo|callback|discussion|visit)
(?:your|the) (?:commercial|sales|account|business|partnerships?|licensing|enterprise|channel|wholesale) (?:team|department|people|contact|folks|side|manager|director|representative|rep|colleagues?)(?= (?:[^.]{0,60}\?|please|\.))
"""),
    Signal(Group.INTENT, "asks_information", 45, r"""
(?:which|what) (?:\w+ )?(?:plan|plans|package|tier|size|tub|flavou?r|bundle|kit|features|integrations|certification)(?: [^ ]+){1,14} \?
(?:which|what) (?:\w+ )?(?:languages?|level|course|program|version|model|class|colou?rs?|channels|platforms) (?:do|does|should|would|is best|can|are) (?:you|i|we|it|this)
which (?:one|plan|package|size|tier|version|model|course|tub|flavou?r) (?:do i|do we|should|would|can|does|is|includes?|covers?|has|works|comes|are|you)
what (?:would|do) you (?:suggest|recommend|advise)|what do you (?:recommend|suggest)
what is (?:your|the) (?:fastest|cheapest|best|smallest|shortest|biggest|most \w+) (?:program|plan|course|option|package|model|way to (?:buy|get|start|order)|contract)
what (?:is|are) (?:the )?(?:turnaround|next intake|process|steps|warranty|catch|difference)(?= )
(?:what|which) do i need to (?:get going|get started|start|sign up|join|order|buy)
(?:explain|clarify|elaborate on|understand) (?:the |on )?(?:difference|plans?|pricing|tiers|packages|billing|data residency|contract|options|terms|how (?:it|the|billing|pricing))
is (?:that|this|it) something you (?:do|offer|support|could|can|would)
how (?:is|are|does|do|would) (?:billing|pricing|payment|payments|invoicing|seats|licen[cs]es|shipping|onboarding|setup|contracts?|the (?:trial|billing|pricing|contract|subscription|plan|course|classes))
(?:should|do) i (?:get|need|go (?:for|with)|pick|choose|buy) (?:it|this|the|one|a)(?= [^.]{0,80}(?:\?|plan|big|pro|or))
is this overkill|or should i get|or should we get
(?:help|tell) (?:me|us) (?:pick|choose|decide|which|find the right)
(?:too old|too late|too small|too early|big enough|small enough|right fit|eligible) (?:to|for)(?= [^.]{0,60}\?)
on the fence|tip me over|convince (?:my|our) (?:boss|manager|team|partner|husband|wife)
(?:pdf|something) (?:i|we) can (?:show|forward|share|send)
what are your (?:rates|options|plans|terms|packages|classes|courses)
(?:prices|price list|pdf|brochure|menu|flavou?rs) (?:and|or) (?:prices|flavou?rs|sizes|info|details)
"""),
    Signal(Group.INTENT, "states_need", 50, r"""
(?:i|we) (?:would |do |really |also )?(?:need|require|want) (?!to (?:say|know|see|hear|be|go|get some|cry|talk|watch|stop|sleep|thank|eat))(?:[^ ]+ ){1,6}(?:by|before|for) (?:\d+|my|our|the (?:clinic|shop|office|team|season|summer|launch|audit|move)|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|next|a (?:job|school|class|new)|work|two|three|five|ten|twenty|thirty|tomorrow|all)
(?:we|i) (?:need|require|want) (?:about |around |roughly |at least )?(?:\d+|two|three|four|five|six|ten|twenty|thirty|forty) (?:of (?:these|them|those)|[^ ]+)
(?:lease|contract|licen[cs]e|agreement|subscription|warranty|renewal)(?: [^ ]+){0,5} (?:runs out|expires|ends|is up|comes up|lapses|is due|terminates)(?! (?:and|so) (?:i am|we are) (?:leaving|gone))
(?:reviewing|piloting|evaluating|comparing|considering|trialing|trialling|collecting|looking at) (?:\w+ ){0,2}(?:vendors?|bids|platforms?|tools|options|providers|suppliers|proposals|systems|solutions|quotes|crms?)
(?:two|three|four|2|3) (?:systems|tools|databases|apps|spreadsheets) that (?:do not|never|hate)
early adopters?|open to being|happy to (?:pilot|be a (?:pilot|test))
(?:can not|can barely|could not) keep up with (?:\w+ )?(?:dms|messages|emails|orders|bookings|calls|requests|tickets|the)
(?:budgeted|earmarked|set aside) (?:for|\$|\d)
"""),
    Signal(Group.INTENT, "asks_about_fit", 30, r"""
<s>(?:do|does|can|could|will|would|is|are) (?:the|your|yours|this|it) (?:\w+ ){0,2}(?:bot|app|tool|lessons?|classes|course|handheld|scanner|tablet|subscription|trial|plan|plans|reports?|software|system|licen[cs]e|powder|bar|tub|device|platform|certificate|course|program|units?|bundle|warranty|training|price|discount|version)
(?:can|could|do|would|may) (?:we|i) (?:\w+ )?(?:connect|import|export|integrate|use|see|pause|add|cancel|subscribe|upgrade|keep|bring|link|plug|install|customi[sz]e|brand|resell|negotiate|start|split|rent|combine|schedule|pay|get|need|white)(?: [^ ]+){1,14} \?
(?:can|could|do|would) i subscribe
does (?:it|this) come (?:in|with)
are there (?:any )?(?:\w+ )?(?:slots|classes|courses|spots|sessions|groups|discounts|plans|levels|evening|weekend|intensive)
do i need (?:a|an|the|to)
(?:do|does|can|could|will|would) (?:your|yours|these) (?!parents|mom|mum|dad|kids?|dogs?|cats?|friends?|husband|wife|boss|hair|family|eyes|legs|arms|neighbou?rs|brother|sister)(?:[^ ]+ ){1,18}\?
"""),
    Signal(Group.INTENT, "mentions_offer", 30, r"""
affordable|budget is|dealer|discount code|gift cards?|sample pack|refurbished|bulk situation|volume (?:terms|pricing|deal)|starter kit|price list|out of the box|per month|data residency|success manager|licence|invite only|financing|edu|monthly
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
deal breaker|(?:commercial|sales|enterprise|licensing) (?:team|department|contact|people|rep)|we are in<e>|i am in<e>
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
bag|tub|sachets?|workshop|walk ins|house calls?|on site|placement test|order form|purchase process|frame agreement|partner program\w*|margins?|nda|switching offer|payments?|beta|add on|modules?|multi location|availability|delivery|variants?|installation|setup|refills?|promo|bundle|combo|lite|the free one|free one|a licen[cs]e|scanners?|tablets?|headsets?|printers?|mounts?
"""),
    Signal(Group.INTENT, "asks_about_fit", 30, r"""
(?:you|you guys|you all) (?:also |even |still |currently )?(?:sell|selling|doing|do|ship|shipping|restock\w*|offer\w*|install\w*|deliver\w*|stock\w*|carry\w*|take|taking|accept\w*|open|opening|running|run|giving|give|hiring out|teach\w*) (?:any |a |an |the |more |those |it |this |trials?|demos?|walk|discounts?|promos?|in )(?:[^ ]+ ){0,10}\?
(?:smallest|biggest|cheapest|shortest|fastest|largest|minimum|maximum|longest) \w+ (?:you|that you) (?:sell|have|offer|do|make|ship)
(?:would|will|can|could|does|do|may) (?:your|this|the|our|two|three|multiple|existing|new|several|my) (?:[^ ]+ ){0,8}(?:share|speak|send|work|let|get|use|pay|see|connect|talk|access|support|handle|cover|join)(?: [^ ]+){1,12} \?
(?:easy enough|simple enough|is it (?:hard|easy|simple|difficult)|is that possible|does that work|possible \?)
(?:got|have) (?:it|this|these|them|one|any) in (?:\w+)
\w+ free (?:option|version|one)
"""),
    Signal(Group.INTENT, "wants_to_buy", 60, r"""
(?:need|want|got|where is|send|drop|gimme|give me|post) (?:me )?(?:the|a|that|your) (?:link|order form|sign up|checkout|website|url)
(?:my|our) (?:clinic|team|company|shop|office|boss|school|gym|agency|whole team|crew|practice) (?:wants|want|needs|need|would (?:love|like|use|buy)) (?:in|this|it|one|these|that)
(?:want|need|get|put) (?:my|our) (?:whole |entire )?(?:team|company|clinic|staff|office|agency|crew|department) (?:on|in|using) (?:this|it|here)
(?:drop|dropping|leave|leaving|switch from|switching from|ditch|ditching|quit|quitting) (?:my|our) (?:current|old|existing) \w+
in a heartbeat|hook me up|would buy<e>|would buy (?:it|one|this|two|today)
how (?:do|should|can|would) (?:we|i) proceed
(?:want|like) to (?:put|enroll?|enrol|sign|register|get) my (?:son|daughter|kid|kids|children|mom|dad|team|staff|students|wife|husband) (?:in|up|on|into)
(?:if|when) (?:i|we) (?:start|sign up|order|buy|subscribe|enroll?|pay|commit|upgrade|join|switch|bring)(?: [^ ]+){0,14} \?
\+ \w+ = sold
"""),
    Signal(Group.INTENT, "asks_contact", 55, r"""
(?:arrange|set up|organi[sz]e) for (?:our|my) [^.]{0,60}(?:speak|talk|meet|call|see)
(?:who is|whos|is there) (?:your|ur|a|the) (?:guy|rep|person|contact|dealer|agent|partner|distributor|someone|team) (?:in|for|near|around)
(?:like|love|want|happy|keen|need) to (?:discuss|talk about|explore|negotiate|set up|agree|arrange)
(?:advise|guide|help|assist) (?:me|us|on|with) (?:on |with )?(?:the )?(?:purchase|purchasing|buying|ordering|next steps|process|setup|choosing|picking|options)
are you (?:at|exhibiting at|attending|going to be at) (?:the )?\w+ (?:fair|expo|conference|show|trade)
show (?:me|us) (?:this|the|your|that) (?:\w+)
"""),
    Signal(Group.INTENT, "mentions_offer", 20, r"""
(?:a plan|plans|order|pay|buy|buying|payment|a month|seats|units|contract)(?! (?:off|attention|in case|to (?:be|do|go|see|watch)|for (?:the (?:weekend|day|night|summer)|tonight|today)))
"""),
    Signal(Group.INTENT, "wants_to_buy", 60, r"""
(?:i|we) (?:will|would|could|might)(?: definitely| totally| gladly| happily| probably| also| just)? (?:take|order|grab|buy|pick|go with|go for) (?:the|a|an|your|my|whatever|any|either|both) (?:\w+ ){0,3}(?:one|ones|kit|plan|tub|bag|size|version|option|flavou?r|pack|box|model|seat|spot|set|units?|course|package|bundle|blue|black|red|large|small|medium|if|please|today|now|when)(?! (?:back|for granted))
<s>(?:i am |we are |am |ok i am |ok )?(?:buying|ordering|getting one|getting it|getting this|signing up|subscribing|enrolling|joining|switching|down for (?:this|it|a \w+))<e>
(?:let us|lets) (?:do (?:it|this)|get (?:started|going|this)|make it happen|go ahead|set (?:it|this|something) up|get (?:it|this|me|us) (?:set up|going|done))
(?:when|where|how) (?:can|could|do|should|would) (?:we|i|freelancers?|teams?|people|beginners?|parents|schools?|clinics?|nonprofits?|students?|teachers?|companies|someone|one|a \w+) (?:start|sign|pay|order|click|enroll?|apply|register|buy|subscribe|join|begin|try (?:it|this)|get in|put|send)<e>
(?:like|love|want|happy|hoping|ready|prefer|aim|keen) to (?:proceed|continue the (?:conversation|discussion|process)|move (?:forward|ahead|on this)|go ahead|enroll?|sign up|place|purchase|make the (?:switch|jump|move|leap)|buy|order|join|reserve|trial|onboard|start (?:with (?:you|this|the)|using|the (?:course|trial|plan)|on|in|as soon|right|this|next))
make the (?:jump|switch|leap|move)
(?:add|added|sitting) (?:it |this |one )?(?:to|in) (?:my )?(?:cart|basket)
(?:put|patch) (?:me|us) (?:down|through)|set (?:me|us) up(?! to fail)|get (?:me|us) (?:one|started|set up|onboarded|in touch|access|in<e>)|slide into my dms|drop (?:me|us) a (?:line|dm|message|note)|hit (?:me|us) up|sending (?:her|him|them) your way
(?:want|need|wanna|love|like|dying|tempted) to (?:try|test) (?:it|this|one|that|yours|them)?<e>
(?:love|want|like|hoping|planning|plan|ready|thinking) (?:to|of) (?:start|starting|learn|learning|take|taking|begin|beginning) (?:lessons|classes|a course|the course|this course|your \w+|spanish|english|french|german|italian|portuguese|japanese|korean|chinese|mandarin|arabic|russian|dutch|polish|turkish|swedish|greek)
"""),
    Signal(Group.INTENT, "asks_information", 45, r"""
(?:help|advice|guidance|recommendations?|tips) (?:me |us )?(?:on |with |in )?(?:choosing|choose|picking|pick|deciding|decide|selecting) (?:between|a|the|which|what|from|one)
(?:can not|can't) decide (?:between|which)|torn between|(?:choosing|deciding|picking|selecting) (?:a|an|between|our|the) (?:\w+ ){0,2}(?:vendor|app|provider|platform|tool|system|supplier|crm|partner|two|one|plan|course|school|language|helpdesk|software)
(?:what|which) (?:one|plan|option|size|version|package|model|course|tub|flavou?r)? ?(?:would|do|should) (?:you|i|we) (?:recommend|suggest|advise|get|buy|choose|pick|go for|start with|need|take)
(?:best|right|ideal|good) (?:plan|option|one|size|version|package|choice|course|model|fit|setup|flavou?r) for (?:a|an|my|our|someone|small|two|three|\d+|beginners?|freelancers?|teams?)
what (?:does|would|do) (?:a|an|the|your) (?:typical |usual |normal |average )?(?:rollout|onboarding|implementation|setup|contract|engagement|process|timeline|pilot|trial|deployment|migration|integration|start|lesson|class|package|plan|quote)(?: \w+){0,4} (?:look|work|cost|involve|include|take|run)
(?:case studies|references|success stories|testimonials|examples|sample reports?|documentation)(?= [^.]{0,80}(?:\?|please|from|for))
(?:send|share|get|forward) (?:this|it|that|them|everything|all that) (?:over |through )?to (?:me|us|my)
(?:amazon|store|shop|pharmacy|walmart|target|costco|app store|play store) or (?:your|the|online|your own|direct)
"""),
    Signal(Group.INTENT, "asks_contact", 55, r"""
who (?:can|could) (?:quote|help|sell|price|supply|assist)
(?:someone|somebody|anyone|person|rep) (?:i|we) (?:can|could|should|may) (?:meet|talk|speak|call|email|write|contact|visit|ask|message)
(?:meet|see) (?:someone|somebody|you|a rep|your team|the team) in \w+
(?:my|our) (?:assistant|office|secretary|procurement|buyer|admin|pa|it team|it guy|manager|colleague|finance) (?:will|can|could|would) (?:email|call|contact|write|reach|send|follow|get in touch)
who should (?:she|he|they|my \w+|our \w+) (?:call|contact|talk|write|ask|email|speak)
(?:i am|we are) (?:responsible for|in charge of|heading|leading|handling) (?:purchasing|procurement|buying|sourcing|it|training|operations|hr|marketing|sales|support|the \w+)
(?:get|put) (?:me|us) (?:through|connected|someone)
"""),
    Signal(Group.INTENT, "asks_about_fit", 35, r"""
(?:is|would|might) (?:it|that|this) (?:be )?(?:possible|feasible|doable|an option|available|realistic)(?: to| for| with|<e>| \?)
(?:feasible|possible|doable|viable|realistic|workable) \?
is it possible (?:to|for)|would it be possible (?:to|for)|(?:any|is there a) (?:chance|way|possibility|option) (?:of|to|you|we|i|that|for)
(?:is there|are there) (?:a|an|any) (?:\w+ ){0,2}(?:trial|placement|intro|starter|beginner|minimum|deposit|discount|plan|deal|fee|limit|waiting|option|guarantee|contract|demo|version|way|someone|person|app|store|shop|class|group|course|course)
(?:pickup|pick it up|click and collect|delivery|drop off|cash on delivery|same day|next day)(?= [^.]{0,60}(?:\?|if|in|at|from))
(?:in|at) (?:stores|shops|the store|pharmacies|supermarkets|a shop near|a store near)(?= [^.]{0,40}(?:\?|or|near))|(?:store|shop|shops|stores|buy|get|find) (?:\w+ ){0,3}near (?:me|us|\w+)
(?:rent|lease|hire) (?:it|one|this|these|the \w+|instead|rather|them)
(?:trial|try it|test it|plan|sign up|start) without (?:a |giving |entering |adding |any )?(?:card|credit|paying|payment|commitment|contract)
(?:first|\d+|two|three|six|one) (?:free )?(?:month|months|week|weeks|days|lessons?|class|classes)(?: \w+)? (?:free|trial|still|valid)|still valid|(?:offer|deal|promo|discount|code) still
if (?:you|that|it|this|there) (?:\w+ ){0,3}(?:available|possible|pickup|support\w*|offer|ship|deliver|integrate\w*|allowed?|included?|works?)
"""),
    Signal(Group.INTENT, "mentions_offer", 25, r"""
flavou?rs?|unit price|per unit|eu hosting|hosting|baa|sla|references|reseller|deployment|vendors?|supplier|app is|how much shipping|student plans?|placement test|certified|certification|purchasing|pallets?|samples|prototype|invoice|invoicing|vat|licensing|enterprise
"""),
    Signal(Group.CONTEXT, "asks", 25, r"""
\?
<s>(?:(?:is|are|does|can|could|would|will|do|may) (?:i|we|it|this|there|you|they|the|your|my|someone|anyone)|how (?:do|can|does|much|many|long|soon|is|are|would)|what (?:is|are|does|do|would)|where (?:do|can|is|are)|when (?:do|does|is|can|will|are)|who (?:do|can|is|should|handles)|which (?:one|plan|package|tier|size|version|course|of)|any|got|you got|anyone)
(?:was wondering|am wondering|wondering if|curious (?:if|about|how|what|whether)|any idea|please advise|kindly|tell me (?:you|if|how))
"""),
    Signal(Group.NEARBY, "addresses_vendor", 10, r"""
(?:you guys|you all|can you|could you|would you|your (?:team|product|platform|tool|app|system|software|service|plan|plans|pricing|price|prices|company|sales|website|site|solution|version|store|agency|enterprise|cloud|course|courses|onboarding|product|provider)|will you|you offer|you sell|you got)
"""),
    Signal(Group.NEARBY, "requests", 15, r"""
(?:please|kindly|thanks in advance|as soon as possible|appreciate)
(?:send|tell|give|show|dm|email|call|add|sign) (?:me|us)
"""),
    Signal(Group.NEARBY, "wants", 10, r"""
(?:i|we) (?:\w+ )?(?:want|need|would like|would love|am looking|are looking|am interested|are interested|intend|require|am ready|are ready)
"""),
    Signal(Group.CONTEXT, "own_business", 15, r"""
(?:my|our|small|for a|for an|for the|a tiny|a small|a local|an) (?:\w+ ){0,1}(?:team|company|business|clinic|clinics|practice|practices|shop|shops|store|stores|agency|firm|restaurant|restaurants|salon|gym|school|startup|office|department|studio|hospital|warehouse|hotel|bakery|nonprofit|staff|clients|patients|reps|employees|workflow|network|plant|municipality|procurement|crew|centre|center|second location|freelancer|freelancers|students)
(?:i|we) (?:run|own|manage|operate|lead|have|am opening|are opening|just opened|work (?:at|for|in)) <0-3><org>
(?:we are|i am) (?:a|an|the|at a|at an|with a|\d+|two|three|four|five) <0-4>(?:<org>|owner|manager|director|founder|coach|consultant|trainer|therapist|dentist|physio|nutritionist|freelancer|realtor|person|solo|solopreneur|teacher|tutor|people|chairs)
"""),
    Signal(Group.CONTEXT, "team_size", 15, r"""
(?:team|group|company|staff|crew|clinic|firm|agency|department) of (?:about |around |roughly )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve|fifteen|twenty|thirty|fifty|hundred)
(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|twelve|fifteen|twenty|thirty|forty|fifty) (?:\w+ )?<org>
\d+ (?:person|people|seat|user|man|strong|units|pcs|pieces|licenses|licences|port|of us)
"""),
    Signal(Group.CONTEXT, "soon", 5, r"""
as soon as possible|right away|immediately|urgently|this (?:week|month|quarter|year|friday|monday)|next (?:week|month|quarter|year)|before (?:january|february|march|april|may|june|july|august|september|october|november|december|summer|christmas|the end|then)|by (?:monday|tuesday|wednesday|thursday|friday|q\d|january|march|june|september|the end)|today|tonight|tomorrow|q[1-4]|right now|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d+ (?:weeks|days|months))
"""),
    Signal(Group.CONTEXT, "has_a_problem", 15, r"""
drowning in|struggling with|sick of|tired of|fed up with|spending hours|waste hours|a mess|a nightmare|losing (?:leads|patients|clients|customers|track|sales|orders)|by hand|manually|spreadsheets?|excel|sticky notes|pen and paper|chaos|no shows|pain|outgrown|outgrew|juggling|falling through the cracks|voicemail
"""),
)
