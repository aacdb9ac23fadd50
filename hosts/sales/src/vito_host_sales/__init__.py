"""The sales module: leads, outreach, BANT, demos, deals and customers.

Reading order: `plugin` (what it contributes), `stages` (how a call of the journey runs), `decide` (what to do next,
pure), `reading` (what replies say, pure), `messages` (what the twin writes), `outreach` (how it leaves), `store` (SQL).
"""
