#pragma once

#include <cstdio>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "base/secret.hpp"

namespace amparo::store::detail {

/// A file being written beside its final name: it appears whole and durable at commit(), or not
/// at all. Mode 0600. Throws Failure (disk full, …) when the disk does not take it.
class NewFile {
  public:
    /// `not_found` when the folder is missing or may not be written to.
    static Result<NewFile> create(std::filesystem::path file);
    NewFile(NewFile&& other) noexcept;
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();
    void append(std::string_view bytes);
    /// Writes all out to the disk and gives the file its name, replacing another.
    void commit();
    /// Where it is until then.
    const std::filesystem::path& temporary() const { return temporary_; }

  private:
    NewFile(std::filesystem::path file, std::filesystem::path temporary, int descriptor);
    std::filesystem::path file_;
    std::filesystem::path temporary_;
    int descriptor_;
};

/// NewFile with this content. Throws Failure as it does.
Result<> replace_file(const std::filesystem::path& file, std::string_view content);
/// The bytes of a small file; `too_large` past bytes_max.
Result<SecretText> read_secret_file(const std::filesystem::path& file, std::size_t bytes_max);

/// Held by one process at a time for what lies in a folder; another waits. Gone with the object, or
/// with the process.
class FolderLock {
  public:
    /// Locks the folder of `file`; `not_found` when it is missing.
    static Result<FolderLock> take(const std::filesystem::path& file);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace amparo::store::detail
