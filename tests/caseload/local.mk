# unit tests of src/caseload: each links its own layer and those below
