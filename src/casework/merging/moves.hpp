#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "casework/merging/comparison.hpp"
#include "records/edit.hpp"

/// What belongs to a case besides its answers, and goes over to the case it is merged into.
namespace amparo::casework::merging {

/// How much of what moves.
struct MoveCounts {
    std::size_t incidents = 0;
    std::size_t referrals = 0;
    std::size_t attachments = 0;
    std::size_t flags = 0;
    std::size_t traces = 0;
    std::size_t relationships = 0;
    bool family = false;
    bool registry_record = false;
};
/// The member "moved" of the wire.
json::Object to_wire(const MoveCounts& counts);
/// As far as the two documents tell it: incidents are counted by the list on the case.
MoveCounts count_moves(const MergePair& pair, const json::Object& survivor,
                       const json::Object& other);

/// The people of this deployment who see the case now because it was referred to them, or who
/// were asked: what a merge brings into it they see as far as the forms of their referral go.
std::size_t count_open_referrals(const json::Object& data);

/// Keys of the data whose rows are taken out of one case and put into the other. Nothing else of
/// them changes, so that what happens to a row after the merge goes back with it.
inline constexpr std::string_view moved_lists[] = {"attachments", "flags", "transitions"};
/// The id of a row, however it is called; "" without one.
std::string row_key(const json::Value& row);

/// What stands in the way of a merge, if anything: a state of one of the cases, or an offer that
/// waits for an answer. Each with the side it is about ("this", "other").
struct Obstacle {
    std::string_view side;
    const char* why;
};
std::vector<Obstacle> obstacles(const MergePair& pair, const json::Object& survivor,
                                const json::Object& other);

/// The two cases of a merge, open for change, with the answers of the survivor chosen already.
struct OpenPair {
    records::Draft& survivor;
    records::Draft& other;
};
/// Opens and changes every record that is linked with the other case, and gives all that are open
/// then. invalid when a referral would be shared on without consent.
Result<std::vector<records::Draft*>> move_links(records::Edit& edit, const OpenPair& pair);

/// How a record that is only linked is opened for a merge or its undoing.
records::Opening beside(std::string_view record_type, const RecordId& id, std::string_view action);

}  // namespace amparo::casework::merging
