"""English → English: other words for the same thing."""

from vito_plugin_knowledge.glossary import expansions

# Words that customers use for what documentation calls by another name.
_ENGLISH = """
big, large, size, maximum, max = size, limit, maximum, large
bill, billing = invoice, billing, payment
buy, purchase = buy, purchase, subscribe, plan, order
cancel = cancellation
charge = billing, price
cheap, expensive, afford = price, pricing, cost, plan
client = customer
contact, reach = contact, reach, support
command line, terminal = cli, command_line
cost, costs, price, prices, pricing, fee, fees = cost, price, pricing, plan, billing
how much is it, how much is this, how much are = cost, price, pricing, plan, billing
delete, remove = delete, remove, deletion
deal, deals, discount = deal, discount, coupon, promo_code, offer
ios, android, iphone = mobile
kubernetes, k8s = kubernetes, helm
log in, login, sign in = login, log_in, sign_in
money back = refund
password = password, login
photo, photos, picture, pictures, pic, pics = image, photo, picture
product, tool, software = product, tool, introduction, overview
program, programme = program, programme
recurring, repeat = repeat, recurring
sign up, signup, register = register, sign_up
social network, social networks, social media = social, platform, channel
supported = supports, supported
tweet, tweets, twitter = tweet, x, twitter
colleague, colleagues, coworker, coworkers, teammate, teammates = team, member
"""

ENGLISH_TO_ENGLISH = expansions(_ENGLISH)
