#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/crypto.hpp"
#include "base/error.hpp"

namespace amparo::store {

/// The keys that seal the rows, kept outside the database in a file only its owner can read. A ring
/// that is in use follows its file: what another process adds (`amparo rotate-key` beside a running
/// server) is seen within `file_pause` of a seal, or at the next unknown key, and no key is ever
/// forgotten. Thread-safe.
class KeyRing {
  public:
    /// How often at most a busy ring looks at its file: thousands of seals a second need not ask
    /// the system each time. What is sealed under the former key meanwhile is no worse than what
    /// was sealed a moment before the rotation and is stored after it: its key stays in the ring.
    static constexpr std::chrono::milliseconds file_pause{10};

    /// A new ring with one key, written to `file` (mode 0600). `conflict` if the file exists.
    static Result<std::unique_ptr<KeyRing>> create(const std::filesystem::path& file,
                                                   Random& random);
    /// The ring of the file. Refuses a file others can read, a malformed one, a missing one.
    static Result<std::unique_ptr<KeyRing>> open(const std::filesystem::path& file);

    /// The id of the key that seals new rows.
    std::string current_id() const;
    /// That key with its id.
    std::pair<std::string, crypto::Key> current() const;
    /// The key of that id; `not_found` when the ring lacks it.
    Result<crypto::Key> key(const std::string& id) const;
    /// A key for another purpose, derived from the current or the named key (HKDF-like, keyed
    /// BLAKE2b), e.g. "csrf", "cursor".
    crypto::Key derived(std::string_view purpose) const;
    /// Adds a new current key and writes the file durably (write, fsync, rename).
    Result<std::string> rotate(Random& random);

  private:
    /// Tells whether the file is another one than when it was last read: inode, size, time.
    using Stamp = std::array<std::int64_t, 4>;
    struct Content {
        std::string current;
        std::map<std::string, crypto::Key> keys;
    };

    explicit KeyRing(std::filesystem::path file) : file_(std::move(file)) {}
    static Result<Content> read(const std::filesystem::path& file);
    static Stamp stamp_of(const std::filesystem::path& file);
    void follow_file_at_times() const;
    void follow_file() const;
    Result<> save() const;

    const std::filesystem::path file_;
    mutable std::mutex mutex_;  // guards all below
    mutable Content content_;
    mutable Stamp stamp_{};
    mutable std::chrono::steady_clock::time_point next_look_{};
};

}  // namespace amparo::store
