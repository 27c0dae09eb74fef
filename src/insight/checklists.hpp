#pragma once

#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"

namespace amparo {
class Messages;
}

namespace amparo::insight {

/// Which cases, of the open ones whose owners the actor oversees.
struct ChecklistRequest {
    std::vector<std::string> owners{};   // user names; empty: all of them. So are the next
    std::vector<std::string> modules{};  // their ids
    std::vector<std::string> steps{};    // in which the cases are
    std::vector<std::string> lacking{};  // keys of items: cases that lack at least one of these
    bool incomplete = false;             // only those that lack anything
    std::size_t page = 1;
    std::size_t per = 20;
};

/// A part of an answer, of how many.
struct ChecklistPage {
    json::Object data;
    std::size_t total = 0;
};

/// What the files of a caseload lack (case-management.md §10, supervision): counted in the index,
/// within the actor's scope, of the items whose forms the actor may read. Cases that are only
/// shared with the actor do not count. Thread-safe.
class Checklists {
  public:
    Checklists(const records::Dependencies& on, const Messages& messages)
        : on_(on), messages_(messages) {}

    /// How far the files are: {"cases", "complete", "items", "workers"}; a page of workers, those
    /// whose files lack most first. forbidden without `read` of cases, `busy` while the index
    /// loads.
    Result<ChecklistPage> progress(const access::Actor& actor,
                                   const ChecklistRequest& request) const;
    /// {"cases": […]}: the cases with what each lacks, those that were registered first before.
    Result<ChecklistPage> cases(const access::Actor& actor, const ChecklistRequest& request) const;
    /// The same cases as a table for spreadsheets, in the words of a language. forbidden without a
    /// right to take lists away, `invalid` for more than `export_max` cases.
    Result<std::string> table(const access::Actor& actor, const ChecklistRequest& request,
                              const std::string& locale) const;

    static constexpr std::size_t export_max = 10'000;  // a table that people still read

  private:
    const records::Dependencies& on_;
    const Messages& messages_;
};

}  // namespace amparo::insight
