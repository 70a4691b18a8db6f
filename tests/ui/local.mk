# unit tests of src/ui: each links its own layer and those below
