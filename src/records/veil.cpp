#include "records/veil.hpp"

#include <algorithm>

#include "records/derived/protection.hpp"
#include "records/difference.hpp"
#include "records/edit.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

// What a longer history tells of others is covered altogether.
constexpr std::size_t changes_max = 10'000;

bool tells(const store::Change& change, std::string_view key) {
    const auto* changes = json::find_object(change.details, changes_key);
    return changes != nullptr && changes->contains(key);
}

std::vector<const Veil*> veils_over(const Hooks& hooks, std::string_view record_type,
                                    const std::vector<store::Change>& changes) {
    std::vector<const Veil*> found;
    for (const auto& veil : hooks.veils) {
        const bool is_told = std::ranges::any_of(
            changes, [&](const auto& change) { return tells(change, veil.key); });
        if (veil.record_type == record_type && is_told) found.push_back(&veil);
    }
    return found;
}

}  // namespace

LinkTrail::LinkTrail(const std::vector<store::Change>& changes, std::string_view link_key,
                     std::string now) {
    const auto note = [&](const std::string& id) {
        if (!id.empty()) ever_.insert(id);
    };
    note(now);
    for (const auto& change : changes) {
        Sides sides{.from = now, .to = now};
        const auto* fields = json::find_object(change.details, changes_key);
        const auto* pair = fields == nullptr ? nullptr : json::find_object(*fields, link_key);
        if (pair != nullptr)
            sides = {.from = json::string_or(*pair, "from"), .to = json::string_or(*pair, "to")};
        now = sides.from;
        note(sides.from);
        note(sides.to);
        sides_.emplace(change.sequence, std::move(sides));
    }
}

const LinkTrail::Sides* LinkTrail::at(store::Sequence change) const {
    const auto found = sides_.find(change);
    return found == sides_.end() ? nullptr : &found->second;
}

Result<Covers> Covers::over(const Look& look, const Dependencies& on,
                            const store::StoredRecord& record,
                            const std::vector<store::Change>& changes) {
    Covers covers(look, record);
    if (on.hooks) covers.veils_ = veils_over(*on.hooks, record.type, changes);
    if (covers.veils_.empty()) return covers;
    AMPARO_TRY(auto all, on.database->read([&](store::Snapshot& snapshot) {
        return store::changes_of(snapshot, record.id.text(), 0, changes_max);
    }));
    for (auto& change : all) expand_creation(change.details);
    for (const auto* veil : covers.veils_) {
        covers.trails_.try_emplace(veil->link_key, all, veil->link_key,
                                   json::string_or(record.data, veil->link_key));
    }
    return covers;
}

json::Value Covers::cover(store::Sequence change, std::string_view key, json::Value pair) const {
    const auto found = std::ranges::find(veils_, key, &Veil::key);
    auto* sides = pair.if_object();
    if (found == veils_.end() || sides == nullptr) return pair;
    const auto& veil = **found;
    const auto* links = trails_.at(veil.link_key).at(change);
    for (auto& [side, value] : *sides) {
        const auto* link = links == nullptr ? nullptr : &(side == "from" ? links->from : links->to);
        value = one_side(veil, link, value);
    }
    return pair;
}

json::Value Covers::one_side(const Veil& veil, const std::string* link,
                             const json::Value& value) const {
    if (json::is_blank(&value)) return value;
    if (link == nullptr) return masked(value);
    return veil.cover(look_, {.record = record_,
                              .key = veil.key,
                              .link = *link,
                              .ever = trails_.at(veil.link_key).ever(),
                              .value = value});
}

}  // namespace amparo::records
