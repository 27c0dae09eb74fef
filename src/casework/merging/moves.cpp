#include "casework/merging/moves.hpp"

#include <algorithm>

#include "casework/alerts.hpp"
#include "casework/families/members.hpp"
#include "casework/incidents/links.hpp"
#include "casework/link_list.hpp"
#include "casework/relationships.hpp"
#include "casework/traces.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/consent.hpp"
#include "casework/transitions/expiry.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::casework::merging {
namespace {

using records::Draft;
using records::Edit;
using records::derived::is_present;
using records::derived::is_true;
using records::derived::rows;

constexpr std::string_view flags_key = "flags";
constexpr std::string_view registry_key = "registry_record_id";
constexpr std::string_view request_key = "matched_tracing_request_id";
constexpr std::string_view decisions_key = "match_decisions";

/// Shared with somebody of this deployment now, or offered to them.
bool is_open_referral(const json::Object& row) {
    const TransitionLook look(row);
    return look.is_active_referral() && !look.is_remote();
}

bool is_open_flag(const json::Object& row) {
    return !is_true(row, "removed");
}

/// Relations of the other kind are what the merge itself says.
bool is_moved_relation(const json::Object& row, std::string_view survivor) {
    const auto type = json::string_or(row, "relationship_type");
    return !is_true(row, "disabled") && json::string_or(row, "case_id") != survivor &&
           type != "duplicate_of" && type != "has_duplicate";
}

std::size_t count_if(const json::Object& data, std::string_view key,
                     const std::function<bool(const json::Object&)>& is_wanted) {
    const auto all = rows(data, key);
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const auto* row) { return is_wanted(*row); }));
}

json::Array& list_of(json::Object& data, std::string_view key) {
    auto& list = data[key];
    if (!list.is_array()) list = json::Array();
    return list.get_array();
}

void remove_row(json::Array& list, std::string_view unique_id) {
    const auto* found = std::ranges::find_if(list, [&](const json::Value& element) {
        const auto* row = element.if_object();
        return row != nullptr && json::string_or(*row, "unique_id") == unique_id;
    });
    if (found != list.end()) list.erase(found);
}

/// Takes the wanted rows out of the one list and puts them behind the other.
void move_rows(const OpenPair& pair, std::string_view key,
               const std::function<bool(const json::Object&)>& is_wanted) {
    if (count_if(pair.other.data(), key, is_wanted) == 0) return;
    json::Array kept;
    auto& target = list_of(pair.survivor.data(), key);
    for (auto& element : list_of(pair.other.data(), key)) {
        const auto* row = element.if_object();
        if (row != nullptr && is_wanted(*row))
            target.push_back(std::move(element));
        else
            kept.push_back(std::move(element));
    }
    pair.other.data()[key] = std::move(kept);
}

void refresh_photo_mark(json::Object& data) {
    const auto photos = count_if(data, records::attachments_key, [](const json::Object& file) {
        return json::string_or(file, "field_name") == "photos";
    });
    if (photos > 0 || data.contains("has_photo")) data["has_photo"] = photos > 0;
}

/// One step after the other over everything that hangs on the other case.
class Moving {
  public:
    Moving(Edit& edit, const OpenPair& pair)
        : edit_(edit), pair_(pair), survivor_(pair.survivor.id()), other_(pair.other.id()) {}

    /// The records that were opened, the two cases among them.
    Result<std::vector<Draft*>> run() {
        AMPARO_CHECK(move_referrals());
        move_rows(pair_, records::attachments_key, [](const json::Object&) { return true; });
        refresh_photo_mark(theirs());
        refresh_photo_mark(ours());
        move_rows(pair_, flags_key, is_open_flag);
        AMPARO_CHECK(move_incidents());
        AMPARO_CHECK(move_traces());
        AMPARO_CHECK(move_decisions());
        AMPARO_CHECK(move_relations());
        AMPARO_CHECK(move_family());
        if (!is_present(ours(), registry_key) && is_present(theirs(), registry_key))
            ours()[registry_key] = theirs()[registry_key];
        // Whoever hid the name of the child had a reason that holds for the whole child.
        if (is_true(theirs(), "hidden_name")) ours()["hidden_name"] = true;
        clear_alerts();
        return std::move(opened_);
    }

  private:
    Result<Draft*> open(std::string_view record_type, const RecordId& id) {
        AMPARO_TRY(auto* draft, edit_.open(beside(record_type, id, "merge")));
        if (std::ranges::find(opened_, draft) == opened_.end()) opened_.push_back(draft);
        return draft;
    }

    json::Object& ours() { return pair_.survivor.data(); }
    json::Object& theirs() { return pair_.other.data(); }

    /// Whoever was asked to help goes on, with the case that stays. On the other one the entry
    /// ends, so that nobody sees more of it than before.
    Result<> move_referrals() {
        for (auto* entry : detail::entries_of(pair_.other)) {
            if (!is_open_referral(*entry)) continue;
            const bool has_leave =
                has_consent(edit_.definitions(), ours(), TransitionType::referral) ||
                is_true(*entry, "consent_overridden");
            if (!has_leave)
                return refuse_field(Errc::invalid, "transitions",
                                    MessageKey{"errors.merge.referral_without_consent"});
            auto moved = *entry;
            moved["record_id"] = survivor_.text();
            plan_referral(edit_, survivor_, moved);
            list_of(ours(), transitions_key).emplace_back(std::move(moved));
            move_alerts_of(TransitionLook(*entry).recipient());
            detail::set_status(edit_, *entry, TransitionStatus::revoked);
            (*entry)["moved_to_record_id"] = survivor_.text();
        }
        return {};
    }

    void move_alerts_of(const std::string& recipient) {
        const auto test = alerts_of("referral", {}, recipient);
        for (const auto* alert : rows(theirs(), alerts_key)) {
            if (test(*alert)) list_of(ours(), alerts_key).emplace_back(*alert);
        }
    }

    Result<> move_incidents() {
        AMPARO_TRY(const auto linked,
                   edit_.matching("incident", {index::AnyOf{"incident_case_id", {other_.text()}}}));
        for (const auto& id : linked) {
            AMPARO_TRY(auto* incident, open("incident", id));
            if (json::string_or(incident->data(), "incident_case_id") != other_.text()) continue;
            incident->data()["incident_case_id"] = survivor_.text();
            const auto owner = json::string_or(ours(), "owned_by");
            if (!owner.empty()) incident->data()["owned_by"] = owner;
            remove_id(theirs(), incidents_key, id.text());
            add_id(ours(), incidents_key, id.text());
        }
        return {};
    }

    /// The tracing requests that a list of ids on traces leads to.
    Result<std::vector<RecordId>> requests_with(const char* column) {
        return edit_.matching("tracing_request", {index::AnyOf{column, {other_.text()}}});
    }

    Result<> move_traces() {
        AMPARO_TRY(const auto requests, requests_with("matched_case_ids"));
        for (const auto& id : requests) {
            AMPARO_TRY(auto* request, open("tracing_request", id));
            for (auto& element : list_of(request->data(), traces_section)) {
                auto* trace = element.if_object();
                if (trace == nullptr || json::string_or(*trace, "matched_case_id") != other_.text())
                    continue;
                (*trace)["matched_case_id"] = survivor_.text();
                remove_id(theirs(), matched_traces_key, json::string_or(*trace, "unique_id"));
                add_id(ours(), matched_traces_key, json::string_or(*trace, "unique_id"));
            }
        }
        if (!is_present(theirs(), request_key)) return {};
        if (!is_present(ours(), request_key)) ours()[request_key] = theirs()[request_key];
        theirs()[request_key] = nullptr;
        return {};
    }

    /// What was said of a trace and this child holds, unless it was said of the survivor too.
    Result<> move_decisions() {
        AMPARO_TRY(const auto requests, requests_with("decided_case_ids"));
        for (const auto& id : requests) {
            AMPARO_TRY(auto* request, open("tracing_request", id));
            const auto decided = [&](const RecordId& case_id, const std::string& trace) {
                return count_if(request->data(), decisions_key, [&](const json::Object& row) {
                           return json::string_or(row, "case_id") == case_id.text() &&
                                  json::string_or(row, "trace_id") == trace;
                       }) > 0;
            };
            for (auto& element : list_of(request->data(), decisions_key)) {
                auto* row = element.if_object();
                if (row == nullptr || json::string_or(*row, "case_id") != other_.text()) continue;
                if (decided(survivor_, json::string_or(*row, "trace_id"))) continue;
                (*row)["case_id"] = survivor_.text();
            }
        }
        return {};
    }

    Result<> move_relations() {
        for (const auto* row : rows(pair_.other.before, relationships_key)) {
            if (!is_moved_relation(*row, survivor_.text())) continue;
            const auto third_id = RecordId::parse(json::string_or(*row, "case_id"));
            if (!third_id) continue;
            const auto known = edit_.look_at("case", *third_id);
            if (!known && known.error().code == Errc::not_found) continue;
            if (!known) return std::unexpected(known.error());
            AMPARO_TRY(auto* third, open("case", *third_id));
            move_relation(*row, *third);
        }
        return {};
    }

    bool is_related_already(const json::Object& row) {
        return count_if(ours(), relationships_key, [&](const json::Object& own) {
                   return json::string_or(own, "case_id") == json::string_or(row, "case_id") &&
                          json::string_or(own, "relationship_type") ==
                              json::string_or(row, "relationship_type") &&
                          !is_true(own, "disabled");
               }) > 0;
    }

    void move_relation(const json::Object& row, Draft& third) {
        const auto id = json::string_or(row, "unique_id");
        auto* far_side = row_to_change(third.data(), relationships_key, id);
        if (is_related_already(row)) {
            if (far_side != nullptr) (*far_side)["disabled"] = true;
        } else {
            if (far_side != nullptr) (*far_side)["case_id"] = survivor_.text();
            list_of(ours(), relationships_key).emplace_back(row);
        }
        if (auto* near_side = row_to_change(theirs(), relationships_key, id))
            (*near_side)["disabled"] = true;
    }

    /// The child has one place in one family. The rules between cases and families do the rest:
    /// the other case leaves first, since it was opened first.
    Result<> move_family() {
        const auto family_id = RecordId::parse(json::string_or(theirs(), family_key));
        if (family_id) AMPARO_CHECK(open("family", *family_id));
        if (family_id && json::string_or(ours(), family_key) == family_id->text())
            AMPARO_CHECK(move_place_in_family(*family_id));
        if (family_id && !is_present(ours(), family_key)) {
            ours()[family_key] = theirs()[family_key];
            ours()[member_key] = theirs()[member_key];
            add_local_relatives();
        }
        if (family_id) theirs()[family_key] = nullptr;
        if (!family_id && is_present(ours(), family_key)) return add_relatives_to_family();
        return {};
    }

    /// Both cases are in one family: what its other cases say of the place that goes is said of
    /// the survivor's, unless they said something of that already.
    Result<> move_place_in_family(const RecordId& family_id) {
        const auto from = json::string_or(theirs(), member_key);
        const auto to = json::string_or(ours(), member_key);
        if (from.empty() || to.empty() || from == to) return {};
        AMPARO_TRY(const auto* family, edit_.look_at("family", family_id));
        for (const auto* member : rows(*family, members_key)) {
            const auto id = RecordId::parse(json::string_or(*member, "case_id"));
            if (!id || *id == survivor_ || *id == other_) continue;
            const auto relative = edit_.look_at("case", *id);
            if (!relative || find_row(**relative, details_section, from) == nullptr) continue;
            const auto* said = find_row(**relative, details_section, to);
            if (said != nullptr && said->size() > 1) continue;
            AMPARO_TRY(auto* draft, open("case", *id));
            remove_row(list_of(draft->data(), details_section), to);
            (*row_to_change(draft->data(), details_section, from))["unique_id"] = to;
        }
        return {};
    }

    /// How the child stands to each relative, as the other case has it.
    void add_local_relatives() {
        for (const auto* row : rows(theirs(), details_section)) {
            if (find_row(ours(), details_section, json::string_or(*row, "unique_id")) == nullptr)
                list_of(ours(), details_section).emplace_back(*row);
        }
    }

    /// Relatives that only the other case knew become members of the survivor's family.
    Result<> add_relatives_to_family() {
        if (rows(theirs(), details_section).empty()) return {};
        const auto family_id = RecordId::parse(json::string_or(ours(), family_key));
        if (!family_id) return {};
        AMPARO_TRY(auto* family, open("family", *family_id));
        for (const auto* row : rows(theirs(), details_section)) {
            const auto id = json::string_or(*row, "unique_id");
            const bool is_new = find_row(family->data(), members_key, id) == nullptr;
            if (is_new && has_shared_part(*row))
                list_of(family->data(), members_key).emplace_back(member_of_row(*row));
            if (find_row(ours(), details_section, id) == nullptr)
                list_of(ours(), details_section).emplace_back(local_part(*row));
        }
        return {};
    }

    /// Nobody needs to look at the other case any more, nor at the survivor for being like it.
    void clear_alerts() {
        if (theirs().contains(alerts_key)) theirs()[alerts_key] = json::Array();
        for (const auto* kind : {"possible_duplicate", "duplicate_field"})
            remove_alerts(ours(), alerts_of(kind));
    }

    Edit& edit_;
    const OpenPair& pair_;
    RecordId survivor_;
    RecordId other_;
    std::vector<Draft*> opened_{&pair_.survivor, &pair_.other};
};

bool has_open_offer(const json::Object& data) {
    return count_if(data, transitions_key, [](const json::Object& row) {
               const TransitionLook look(row);
               const bool is_offer =
                   look.is(TransitionType::transfer) || look.is(TransitionType::transfer_request);
               return is_offer && look.is_waiting() && !look.is_remote();
           }) > 0;
}

void check_side(std::vector<Obstacle>& found, std::string_view side, const json::Object& data) {
    if (!json::bool_or(data, "record_state", true))
        found.push_back({side, "errors.record_disabled"});
    if (json::string_or(data, "status") == "transferred")
        found.push_back({side, "errors.record_transferred"});
    if (has_open_offer(data)) found.push_back({side, "errors.merge.open_offer"});
}

}  // namespace

json::Object to_wire(const MoveCounts& counts) {
    return {{"incidents", counts.incidents},     {"referrals", counts.referrals},
            {"attachments", counts.attachments}, {"flags", counts.flags},
            {"traces", counts.traces},           {"relationships", counts.relationships},
            {"family", counts.family},           {"registry_record", counts.registry_record}};
}

MoveCounts count_moves(const MergePair& pair, const json::Object& survivor,
                       const json::Object& other) {
    const auto all = [](const json::Object&) { return true; };
    const auto id = pair.survivor.text();
    return {
        .incidents = json::string_list(other, incidents_key).size(),
        .referrals = count_open_referrals(other),
        .attachments = count_if(other, records::attachments_key, all),
        .flags = count_if(other, flags_key, is_open_flag),
        .traces = json::string_list(other, matched_traces_key).size(),
        .relationships =
            count_if(other, relationships_key,
                     [&](const json::Object& row) { return is_moved_relation(row, id); }),
        .family = is_present(other, family_key) && !is_present(survivor, family_key),
        .registry_record = is_present(other, registry_key) && !is_present(survivor, registry_key)};
}

std::size_t count_open_referrals(const json::Object& data) {
    return count_if(data, transitions_key, is_open_referral);
}

std::string row_key(const json::Value& row) {
    const auto* object = row.if_object();
    if (object == nullptr) return "";
    if (const auto* id = object->if_contains("unique_id")) return json::write(*id);
    if (const auto* id = object->if_contains("id")) return json::write(*id);
    const auto trace = json::string_or(*object, "trace_id");
    return trace.empty() ? "" : trace + json::string_or(*object, "case_id");
}

std::vector<Obstacle> obstacles(const MergePair& pair, const json::Object& survivor,
                                const json::Object& other) {
    std::vector<Obstacle> found;
    check_side(found, "this", survivor);
    check_side(found, "other", other);
    const auto status = json::string_or(survivor, "status");
    if (status == "duplicate") found.push_back({"this", "errors.merge.is_duplicate"});
    if (status == "closed") found.push_back({"this", "errors.merge.closed"});
    const auto named = json::string_or(other, "duplicate_case_id");
    const bool is_elsewhere = !named.empty() && named != pair.survivor.text();
    if (is_elsewhere || (named.empty() && json::string_or(other, "status") == "duplicate"))
        found.push_back({"other", "errors.merge.is_duplicate"});
    if (json::string_or(survivor, "module_id") != json::string_or(other, "module_id"))
        found.push_back({"other", "errors.merge.other_module"});
    const bool has_two_families =
        is_present(survivor, family_key) && is_present(other, family_key) &&
        json::string_or(survivor, family_key) != json::string_or(other, family_key);
    if (has_two_families) found.push_back({"other", "errors.merge.two_families"});
    return found;
}

Result<std::vector<Draft*>> move_links(Edit& edit, const OpenPair& pair) {
    return Moving(edit, pair).run();
}

records::Opening beside(std::string_view record_type, const RecordId& id, std::string_view action) {
    return {.record_type = record_type,
            .id = id,
            .action = action,
            .cause = "case_merge",
            .stamp = records::Stamp::by_system};
}

}  // namespace amparo::casework::merging
