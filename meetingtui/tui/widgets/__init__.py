"""The parts that screens are made of: lists, grids, charts, fields, forms. None of them touches the store."""
