# unit tests of src/store: each links its own layer and those below
