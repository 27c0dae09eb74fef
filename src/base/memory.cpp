#include "base/memory.hpp"

#include <cstddef>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// jemalloc's own call, there when the program is linked with it.
extern "C" int mallctl(const char* name, void* old_value, std::size_t* old_size, void* new_value,
                       std::size_t new_size) __attribute__((weak));

namespace amparo {

void release_free_memory() {
    if (mallctl != nullptr) {
        mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // 4096 names all arenas
        return;
    }
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}  // namespace amparo
