# unit tests of src/plan: each links its own layer and those below
