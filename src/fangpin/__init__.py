"""fangpin 防贫: the core. Tables, dates and text in and out; no web framework, no clock, no globals."""
