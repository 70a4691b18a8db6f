# unit tests of src/report: each links its own layer and those below
