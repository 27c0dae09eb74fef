#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/record_key.hpp"
#include "records/bulk.hpp"
#include "records/service.hpp"

/// Flags: "somebody should look at this", with a sentence and a date (case-management.md §6.1).
/// They live in the record's data under `flags`.
namespace amparo::casework {

/// A flag to be raised. `assignee` is to deal with it by `due_date`, and is told.
struct FlagInput {
    std::string message;
    std::string date = {};  // today when empty
    std::string assignee = {};
    std::string due_date = {};
    std::int64_t job = 0;  // the work that raises it on many records
    std::optional<records::Repetition> repetition = {};
};
/// A change of a flag. With `unflag_message` the flag is resolved and the rest is ignored.
struct FlagChange {
    std::optional<std::string> message = {};
    std::optional<std::string> date = {};
    std::optional<std::string> unflag_message = {};
};
/// One flag of a record.
struct FlagPlace {
    RecordKey record;
    std::int64_t number = 0;
};

/// All flags of a record by id, resolved ones too. forbidden without `flag`; not_found.
Result<json::Array> list_flags(const access::Actor& actor, const records::Service& records,
                               const RecordKey& key);
/// The flag as the wire shows it, with what its record shows of the change under `record`.
/// `invalid` for a blank message, a date that is none, an assignee who may not see the record.
Result<json::Object> raise_flag(const access::Actor& actor, records::Service& records,
                                const RecordKey& record, const FlagInput& input);
/// Editing needs `flag_update`; resolving a flag of somebody else `resolve_any_flag`. A resolved
/// flag cannot be changed (`invalid`). not_found for an unknown number.
Result<json::Object> change_flag(const access::Actor& actor, records::Service& records,
                                 const FlagPlace& place, const FlagChange& change);

/// Flags over all records in scope: those of the four screens that show them.
struct FlagQuery {
    std::vector<std::string> record_types = {};  // resource names; empty: all five
    bool active_only = false;
    bool by_me = false;
    std::size_t offset = 0;
    std::size_t count = 20;
};
struct FlagPage {
    json::Array data;  // newest date first
    std::size_t total = 0;
};
/// forbidden for a role without the flags box (dashboard `dash_flags`).
Result<FlagPage> find_flags(const access::Actor& actor, const records::Service& records,
                            const FlagQuery& query);

}  // namespace amparo::casework
