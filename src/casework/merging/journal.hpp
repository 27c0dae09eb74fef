#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/merging/merge.hpp"
#include "records/edit.hpp"

/// What both cases keep of a merge under `merges`: who, when, and which change of which record
/// belongs to it. The values themselves are in the change log, sealed and dated like every other
/// change, and are not kept a second time.
namespace amparo::casework::merging {

/// The entries of a case, oldest first.
inline constexpr std::string_view merges_key = "merges";

/// One record that a merge changed.
struct Touched {
    std::string record_type;
    RecordId id;
    store::Revision revision = 0;  // that the merge made
    /// Keys that the merge itself set. What rules derived besides follows by itself.
    std::vector<std::string> keys;
};
/// As read from an entry; damaged lines are left out.
std::vector<Touched> touched_by(const json::Object& entry);

/// Which side of the merge a case was.
enum class Part { survivor, other };
/// The entry that is in force between the two in the data of one of them, or nullptr.
const json::Object* find_merge(const json::Object& data, const RecordId& beside, Part part);
/// The same entry, to be changed.
json::Object* merge_to_change(json::Object& data, const RecordId& beside, Part part);
/// Whether the case was merged into another one and still is.
bool is_merged_away(const json::Object& data);

/// Writes the merge into both cases, from what the step changed in the drafts so far.
void note_merge(const records::Edit& edit, const MergePair& pair,
                const std::vector<records::Draft*>& drafts, const json::Object& moved);
/// The entry as the wire shows it.
json::Object entry_to_wire(const json::Object& entry);

}  // namespace amparo::casework::merging
