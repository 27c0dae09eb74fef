// Preloaded into a program under test: while the file named by AMPARO_TEST_FULL_DISK is there, no
// regular file of the program grows or changes, as on a disk that is full.
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

bool is_full(int descriptor) {
    static const char* const flag = std::getenv(
        "AMPARO_TEST_FULL_DISK");  // NOLINT(concurrency-mt-unsafe): set before the start
    if (flag == nullptr || ::access(flag, F_OK) != 0) return false;
    struct stat state{};
    if (::fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode)) return false;
    errno = ENOSPC;
    return true;
}

template <class Function>
Function original(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static const auto real = original<ssize_t (*)(int, const void*, size_t)>("write");
    return is_full(descriptor) ? -1 : real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
    static const auto real = original<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return is_full(descriptor) ? -1 : real(descriptor, bytes, size, at);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
    static const auto real = original<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return is_full(descriptor) ? -1 : real(descriptor, bytes, size, at);
}

}  // extern "C"
