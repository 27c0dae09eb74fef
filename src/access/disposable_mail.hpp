#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_set>

namespace amparo::access {

/// The domains of addresses that are thrown away after use, from a file with one a line that the
/// deployment keeps (administration.md §6.3). Thread-safe.
class DisposableMail {
  public:
    /// An empty path: no address is of that kind. The file is read again when it has changed.
    explicit DisposableMail(std::filesystem::path file) : file_(std::move(file)) {}

    /// Whether the address belongs to one of the domains or one below them. A file that cannot be
    /// read is logged and holds nothing.
    bool holds(const std::string& email);

  private:
    void read_if_changed();

    std::filesystem::path file_;
    std::mutex mutex_;  // guards all below
    std::filesystem::file_time_type read_at_{};
    std::unordered_set<std::string> domains_;
};

}  // namespace amparo::access
