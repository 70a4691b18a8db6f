#include "config.h"

#include "export/libzip.h"

#include <dlfcn.h>
#include <string.h>

bool
libzip_load(struct libzip *lib, struct error *err)
{
	void *handle = dlopen(ZIP_SONAME, RTLD_NOW | RTLD_LOCAL);
	bool ok = handle != NULL;
	void *found;

	/* a function cannot be cast from what dlsym gives, so it is copied */
#define LIBZIP_FIND(name)                                                      \
	found = ok ? dlsym(handle, #name) : NULL;                              \
	ok = found != NULL;                                                    \
	memcpy(&lib->name, &found, sizeof found);
	LIBZIP_FUNCTIONS(LIBZIP_FIND)
#undef LIBZIP_FIND
	return ok || error_set(err, ERR_USER,
	    "A pack needs the library libzip, which cannot be used on this "
	    "computer. Ask whoever looks after it to install libzip4.");
}
