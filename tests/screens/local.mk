# unit tests of src/screens: each links its own layer and those below
