"""A form to other systems: its frozen columns, the words and the schema that tell what they hold."""
