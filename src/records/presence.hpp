#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace amparo::records {

inline constexpr std::chrono::seconds presence_kept{60};   // three missed beats of a page
inline constexpr std::size_t presence_pages_max = 20'000;  // some MB; who comes later is not noted
inline constexpr std::size_t presence_pages_of_person_max = 100;  // so that nobody fills it alone
inline constexpr std::size_t presence_page_characters_max = 64;   // of the name of a page

/// What somebody has a record open for; a later one outweighs an earlier one.
enum class PresenceMode : std::uint8_t { view, edit };

/// Which page of which person has which record open.
struct PresencePage {
    std::string record_id;
    std::string user_name;
    std::string page;  // chosen by the page itself: one person may have the record open twice
};

/// Somebody else at the same record.
struct Present {
    std::string user_name;
    PresenceMode mode = PresenceMode::view;
    Instant since;  // of the page that was opened first
    bool operator==(const Present&) const = default;
};

/// Who has which record open, as their pages tell again and again. In memory only, of this process
/// only; a page that says nothing for a minute is forgotten. Asks for no rights: whoever notes a
/// page or shows the answer has done so. Thread-safe.
class Presence {
  public:
    /// Notes that the page is still open.
    void note(const PresencePage& page, PresenceMode mode, Instant now);
    /// The page was closed.
    void forget(const PresencePage& page);
    /// Everybody else at the record, each once, by name.
    std::vector<Present> others(const PresencePage& page, Instant now) const;

  private:
    struct Page {
        PresencePage page;
        PresenceMode mode;
        Instant since;
        Instant seen;
    };
    using Pages = std::vector<Page>;
    using ByRecord = std::map<std::string, Pages>;

    bool has_room(const std::string& user_name, Instant now);
    template <typename Predicate>
    ByRecord::iterator drop(ByRecord::iterator record, Predicate is_dropped);
    void sweep(Instant now);

    mutable std::mutex mutex_;  // guards all
    ByRecord by_record_;
    std::map<std::string, std::size_t> pages_of_;  // of each person
    std::size_t count_ = 0;
};

}  // namespace amparo::records
