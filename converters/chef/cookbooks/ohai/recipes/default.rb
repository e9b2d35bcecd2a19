# Facts come from the platform file or --facts.
