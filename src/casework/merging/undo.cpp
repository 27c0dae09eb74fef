#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "casework/approvals.hpp"
#include "casework/merging/journal.hpp"
#include "casework/merging/merge.hpp"
#include "casework/merging/moves.hpp"
#include "casework/merging/opening.hpp"
#include "casework/merging/reversal.hpp"
#include "casework/transitions/expiry.hpp"
#include "casework/transitions/transition.hpp"
#include "records/derived/values.hpp"
#include "records/difference.hpp"
#include "store/records.hpp"

namespace amparo::casework {
namespace {

using merging::Part;
using merging::Touched;
using records::Draft;
using records::Edit;

// Logs tell what happened, also what was taken back; the entry of the merge itself stays too.
bool is_kept(std::string_view key) {
    return key == merging::merges_key || key.ends_with("_log") || key.ends_with("_logs");
}

void put(json::Object& data, std::string_view key, json::Value value) {
    if (value.is_null())
        data.erase(key);
    else
        data[key] = std::move(value);
}

/// The change of a record that made the revision, newest first in the log; empty when it is not
/// there or was lawfully removed.
Result<json::Object> changes_at(const records::Service& records, const Touched& touched) {
    constexpr std::size_t page = 100;
    return records.dependencies().database->read(
        [&](store::Snapshot& snapshot) -> Result<json::Object> {
            for (std::size_t offset = 0;; offset += page) {
                AMPARO_TRY(const auto changes,
                           store::changes_of(snapshot, touched.id.text(), offset, page));
                for (const auto& change : changes) {
                    if (change.revision > touched.revision) continue;
                    const auto* values = json::find_object(change.details, records::changes_key);
                    const bool is_it = change.revision == touched.revision && values != nullptr &&
                                       change.action == "merge";
                    return is_it ? *values : json::Object();
                }
                if (changes.size() < page) return json::Object();
            }
        });
}

/// Rows that went over to the survivor go back as they are by now.
class Returning {
  public:
    explicit Returning(const json::Object& changes_of_survivor) : survivor_(changes_of_survivor) {}

    /// Takes the rows of the list out of the survivor's data, for give_back(). What they were when
    /// they came is put in their place, so that they can be taken back like every other change.
    void take(json::Object& survivor, std::string_view key) {
        const auto* sides = json::find_object(survivor_, key);
        const auto* came = sides == nullptr ? nullptr : json::find_array(*sides, "to");
        const auto* had = sides == nullptr ? nullptr : json::find_array(*sides, "from");
        auto* list = survivor.if_contains(key);
        if (came == nullptr || list == nullptr || !list->is_array()) return;
        for (auto& row : list->get_array()) {
            const auto id = merging::row_key(row);
            const auto* first = find(*came, id);
            if (id.empty() || first == nullptr || (had != nullptr && find(*had, id) != nullptr))
                continue;
            taken_.push_back({std::string(key), id, row});
            row = *first;
        }
    }
    /// Puts them into the other case in place of what they were when they left.
    void give_back(json::Object& other, const RecordId& other_id) const {
        for (const auto& one : taken_) {
            auto* list = other.if_contains(one.key);
            if (list == nullptr || !list->is_array()) continue;
            for (auto& row : list->get_array()) {
                if (merging::row_key(row) != one.id || !row.is_object()) continue;
                auto current = one.row;
                if (current.get_object().contains("record_id"))
                    current.get_object()["record_id"] = other_id.text();
                row = std::move(current);
            }
        }
    }

  private:
    struct Row {
        std::string key;
        std::string id;
        json::Value row;
    };
    static const json::Value* find(const json::Array& list, const std::string& id) {
        const auto found = std::ranges::find_if(
            list, [&](const json::Value& row) { return merging::row_key(row) == id; });
        return found == list.end() ? nullptr : &*found;
    }

    const json::Object& survivor_;
    std::vector<Row> taken_;
};

/// One try of taking a merge back.
class Undoing {
  public:
    Undoing(Edit& edit, const records::Service& records, const MergePair& pair)
        : edit_(edit), records_(records), ids_(pair) {}

    Result<> run() {
        AMPARO_TRY(const auto pair, merging::open_pair(edit_, ids_, "unmerge"));
        const auto* entry = merging::find_merge(pair.survivor.data(), ids_.other, Part::survivor);
        if (entry == nullptr) return refuse(Errc::not_found, "errors.not_found");
        // What went on from here into a third case has to come back first.
        if (merging::is_merged_away(pair.survivor.data()))
            return refuse_field(Errc::conflict, "this",
                                MessageKey{"errors.merge.undo_later_first"});
        owner_of_other_ = json::string_or(pair.other.data(), "owned_by");
        const auto touched = merging::touched_by(*entry);
        AMPARO_CHECK(read_changes(touched));
        Returning returning(changes_[ids_.survivor]);
        for (const auto key : merging::moved_lists) returning.take(pair.survivor.data(), key);
        for (const auto& one : touched) AMPARO_CHECK(take_back(one));
        if (!problems_.empty())
            return std::unexpected(Error{.code = Errc::conflict,
                                         .message = "errors.merge.undo_changed",
                                         .problems = std::move(problems_)});
        returning.give_back(pair.other.data(), ids_.other);
        follow_referrals(pair.other);
        AMPARO_CHECK(check_approved_forms(edit_, pair.survivor));
        sign(pair.survivor.data(), ids_.other, Part::survivor);
        sign(pair.other.data(), ids_.survivor, Part::other);
        return {};
    }

  private:
    Result<> read_changes(const std::vector<Touched>& touched) {
        for (const auto& one : touched) {
            AMPARO_TRY(auto changes, changes_at(records_, one));
            const bool is_case = one.id == ids_.survivor || one.id == ids_.other;
            if (is_case && changes.empty())
                return refuse(Errc::conflict, "errors.merge.undo_removed");
            changes_[one.id] = std::move(changes);
        }
        return {};
    }

    /// The side of the merge that a person would look at.
    std::string place_of(const Touched& touched, std::string_view key) const {
        std::string side = touched.record_type + "/" + touched.id.text();
        if (touched.id == ids_.survivor) side = "this";
        if (touched.id == ids_.other) side = "other";
        return "/" + side + "/" + json::pointer_step(key);
    }

    Result<> take_back(const Touched& touched) {
        const auto& changes = changes_[touched.id];
        if (changes.empty()) return {};
        const auto opened = edit_.open(merging::beside(touched.record_type, touched.id, "unmerge"));
        if (!opened && opened.error().code == Errc::not_found) return {};
        if (!opened) return std::unexpected(opened.error());
        auto& data = (*opened)->data();
        for (const auto& [key, sides] : changes) {
            if (is_kept(key)) continue;
            const auto from = json::value_or_null(sides.as_object(), "from");
            const auto to = json::value_or_null(sides.as_object(), "to");
            const auto now = json::value_or_null(data, key);
            auto earlier = merging::without_change({.from = from, .to = to, .now = now});
            const bool is_own =
                std::ranges::find(touched.keys, std::string_view(key)) != touched.keys.end();
            if (earlier)
                put(data, key, std::move(*earlier));
            else if (touched.record_type == "incident" && key == "owned_by")
                data[key] = owner_of_other_;  // incidents follow their case, whoever has it by now
            else if (is_own && key != "alerts")
                problems_.push_back({place_of(touched, key), "errors.merge.undo_changed_here"});
        }
        return {};
    }

    void follow_referrals(Draft& other) {
        for (const auto* row : records::derived::rows(other.data(), transitions_key))
            plan_referral(edit_, ids_.other, *row);
    }

    void sign(json::Object& data, const RecordId& beside, Part part) const {
        auto* entry = merging::merge_to_change(data, beside, part);
        if (entry == nullptr) return;
        (*entry)["state"] = "undone";
        (*entry)["undone_at"] = format_instant(edit_.now());
        (*entry)["undone_by"] = edit_.actor().name().text();
    }

    Edit& edit_;
    const records::Service& records_;
    const MergePair& ids_;
    std::string owner_of_other_;
    std::map<RecordId, json::Object> changes_;
    std::vector<Problem> problems_;
};

}  // namespace

Result<json::Object> undo_merge(const access::Actor& actor, records::Service& records,
                                const MergePair& pair,
                                const std::optional<records::Repetition>& repetition) {
    AMPARO_CHECK(merging::check_type_rights(actor));
    return records.edit_once(
        actor, [&](Edit& edit) { return Undoing(edit, records, pair).run(); },
        [&](const std::vector<Draft>& drafts) { return merging::answer(drafts, pair); },
        repetition);
}

}  // namespace amparo::casework
