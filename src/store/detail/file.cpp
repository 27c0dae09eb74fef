#include "store/detail/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "store/detail/failure.hpp"

namespace amparo::store::detail {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_with_errno() {
    const int number = errno;
    const bool is_full = number == ENOSPC || number == EDQUOT;
    throw Failure(is_full ? FailureKind::disk_full : FailureKind::other,
                  std::string("file: ") + std::strerror(number));
}

int open_folder_of(const fs::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

// A rename is durable when the folder is.
void sync_folder(const fs::path& file) {
    const int descriptor = open_folder_of(file);
    if (descriptor < 0) fail_with_errno();
    const int outcome = ::fsync(descriptor);
    ::close(descriptor);
    if (outcome != 0) fail_with_errno();
}

}  // namespace

Result<NewFile> NewFile::create(fs::path file) {
    auto temporary = file;
    temporary += ".part";
    const int descriptor =
        ::open(temporary.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return refuse(Errc::not_found, "errors.store.cannot_create", std::strerror(errno));
    }
    return NewFile(std::move(file), std::move(temporary), descriptor);
}

NewFile::NewFile(fs::path file, fs::path temporary, int descriptor)
    : file_(std::move(file)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

NewFile::NewFile(NewFile&& other) noexcept
    : file_(std::move(other.file_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

NewFile::~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
}

void NewFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) fail_with_errno();
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void NewFile::commit() {
    if (::fsync(descriptor_) != 0) fail_with_errno();
    if (::rename(temporary_.c_str(), file_.c_str()) != 0) fail_with_errno();
    ::close(std::exchange(descriptor_, -1));
    sync_folder(file_);
}

Result<> replace_file(const fs::path& file, std::string_view content) {
    AMPARO_TRY(auto replacement, NewFile::create(file));
    replacement.append(content);
    replacement.commit();
    return {};
}

Result<SecretText> read_secret_file(const fs::path& file, std::size_t bytes_max) {
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const auto size = stream.tellg();
    if (!stream || size < 0) return refuse(Errc::not_found, "errors.store.cannot_read");
    if (static_cast<std::size_t>(size) > bytes_max) {
        return refuse(Errc::too_large, "errors.store.cannot_read");
    }
    std::string content(static_cast<std::size_t>(size), '\0');
    stream.seekg(0);
    stream.read(content.data(), size);
    if (!stream) return refuse(Errc::not_found, "errors.store.cannot_read");
    return SecretText(std::move(content));
}

Result<FolderLock> FolderLock::take(const fs::path& file) {
    FolderLock lock(open_folder_of(file));
    if (lock.descriptor_ < 0) {
        return refuse(Errc::not_found, "errors.store.cannot_create", std::strerror(errno));
    }
    while (::flock(lock.descriptor_, LOCK_EX) != 0) {
        if (errno != EINTR) fail_with_errno();
    }
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace amparo::store::detail
