# unit tests of src/rules: each links its own layer and those below
