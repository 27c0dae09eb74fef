#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "matching/live/held.hpp"
#include "matching/live/stored.hpp"
#include "records/service.hpp"

namespace amparo::matching {

/// The files of the lexicon, by when they were written last.
class NameFiles {
  public:
    explicit NameFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

    /// Whether one of them was written since they were remembered; false while one is absent.
    bool changed() const;
    void remember();
    const std::filesystem::path& directory() const { return directory_; }

  private:
    using Times = std::vector<std::filesystem::file_time_type>;
    std::optional<Times> times() const;

    std::filesystem::path directory_;
    Times times_;
};

/// Builds the records that are searched, and keeps them current: with every commit, and anew when
/// rules, names, places or settings are others. Shared with the followers of the database, which
/// cannot be taken back. Thread-safe.
class Upkeep {
  public:
    /// Begins to build in the background, and to follow the database; refuses shipped files that
    /// cannot be used.
    static Result<std::shared_ptr<Upkeep>> start(const records::Service& records,
                                                 std::filesystem::path directory);
    Upkeep(const records::Service& records, std::filesystem::path directory, InForce shipped);

    /// Ends the work in the background, and forgets what is held.
    void stop();
    /// What is in force; never null.
    std::shared_ptr<const Configuration> configuration() const;
    /// Whether what is held has other models than those in force.
    bool is_catching_up() const;
    /// Asks for all to be built anew; the number of the build that will do.
    std::uint64_t want();
    /// Returns when that build is there, or when building failed.
    void wait_for(std::uint64_t build) const;
    /// What is held; null before the first build.
    std::shared_ptr<Held> current() const;
    /// The same, and the number of the build that it is of.
    std::pair<std::shared_ptr<Held>, std::uint64_t> current_build() const;
    /// Null before the first build; stays as long as this.
    const Lexicon* lexicon() const;
    const records::Service& records() const { return records_; }

  private:
    void follow(const std::vector<std::string>& kinds);
    void follow_configuration();
    void follow_settings();
    void follow_forms();
    void commit(const std::vector<store::CommittedRecord>& committed);
    std::shared_ptr<const forms::Definitions> definitions() const;
    void put_in_force(InForce next);
    Day today() const;
    void run();
    void look_up(std::unique_lock<std::mutex>& lock);
    void build_wanted(std::unique_lock<std::mutex>& lock);
    std::shared_ptr<Held> try_to_build();
    Result<std::shared_ptr<Held>> build();
    Result<const Lexicon*> current_lexicon();
    bool is_leaving() const;

    const records::Service& records_;
    NameFiles names_;                                       // of the thread
    mutable std::mutex mutex_;                              // guards all below
    std::vector<std::unique_ptr<const Lexicon>> lexicons_;  // only the thread adds to them
    InForce in_force_;
    std::string phone_country_;
    mutable std::condition_variable woken_;
    std::uint64_t wanted_ = 1;
    std::uint64_t wanted_for_models_ = 0;  // the build that has the models in force
    std::uint64_t built_ = 0;
    bool has_failed_ = false;
    bool is_stopping_ = false;
    std::shared_ptr<Held> current_;
    std::shared_ptr<Held> next_;  // being built
    std::jthread thread_;
};

}  // namespace amparo::matching
