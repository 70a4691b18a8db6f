# unit tests of src/form: each links its own layer and those below
