#include "casework/families/members.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/text.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

constexpr std::string_view local_fields[] = {"relation",
                                             "relation_is_caregiver",
                                             "relation_lives_with_child",
                                             "relation_child_lived_with_pre_separation",
                                             "relation_child_is_in_contact",
                                             "relation_child_is_separated_from",
                                             "relation_other_family",
                                             "child_consent_relation_contact",
                                             "no_consent_provide_details"};
/// What the family says of a member that is no business of a case.
constexpr std::string_view family_fields[] = {
    "family_relationship", "family_relation_is_caregiver", "family_relationship_notes",
    "family_relationship_notes_additional", "family_relationship_additional_notes"};
/// Set by links, never by a row.
constexpr std::string_view link_fields[] = {"case_id", "case_id_display", "can_read_record",
                                            "unique_id"};

struct Pair {
    const char* member;
    const char* child;
};
constexpr Pair mapped[] = {{"relation_nickname", "name_nickname"},
                           {"relation_sex", "sex"},
                           {"relation_age", "age"},
                           {"relation_date_of_birth", "date_of_birth"},
                           {"relation_date_of_birth_precision", "date_of_birth_precision"},
                           {"relation_age_estimated", "estimated"},
                           {"relation_national_id", "national_id_no"},
                           {"relation_other_id", "other_id_no"},
                           {"relation_ethnicity", "ethnicity"},
                           {"relation_sub_ethnicity1", "sub_ethnicity_1"},
                           {"relation_sub_ethnicity2", "sub_ethnicity_2"},
                           {"relation_language", "language"},
                           {"relation_religion", "religion"},
                           {"relation_address_current", "address_current"},
                           {"relation_landmark_current", "landmark_current"},
                           {"relation_location_current", "location_current"},
                           {"relation_address_is_permanent", "address_is_permanent"},
                           {"relation_telephone", "telephone_current"}};

template <std::size_t Size>
bool is_one_of(const std::string_view (&names)[Size], std::string_view name) {
    return std::ranges::find(names, name) != std::end(names);
}

bool is_shared(std::string_view key) {
    return !is_one_of(local_fields, key) && !is_one_of(family_fields, key) &&
           !is_one_of(link_fields, key);
}

void copy(const json::Object& from, std::string_view source, json::Object& to,
          std::string_view target) {
    const auto* value = from.if_contains(source);
    if (!json::is_blank(value)) to[target] = *value;
}

std::string full_name(const json::Object& child_case) {
    const auto name = json::string_or(child_case, "name");
    if (!name.empty()) return name;
    std::string joined;
    for (const auto* part : {"name_first", "name_middle", "name_last"}) {
        const auto piece = json::string_or(child_case, part);
        if (piece.empty()) continue;
        if (!joined.empty()) joined += ' ';
        joined += piece;
    }
    return joined;
}

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words;
    for (const auto piece : text::split(name, ' ')) {
        if (!text::trim(piece).empty()) words.emplace_back(text::trim(piece));
    }
    return words;
}

constexpr std::string_view given = "name_first";
constexpr std::string_view middle = "name_middle";
constexpr std::string_view family = "name_last";

using Parts = std::vector<std::string_view>;

/// The parts of a name in the order of the deployment.
Parts parts_in(std::span<const std::string> name_order) {
    Parts parts;
    for (const std::string_view part : name_order) {
        const bool is_known = part == given || part == middle || part == family;
        if (is_known && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    }
    return parts.empty() ? Parts{given, middle, family} : parts;
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const auto& word : words) text += text.empty() ? word : ' ' + word;
    return text;
}

/// One word a part, and those left over to the part between given name and family; where there is
/// none, to the last one. Of a name without a family, the only word is the given name.
void split_name(const std::string& name, std::span<const std::string> name_order,
                json::Object& child_case) {
    const auto words = words_of(name);
    if (words.empty()) return;
    auto parts = parts_in(name_order);
    if (words.size() < 3) std::erase(parts, middle);
    if (words.size() < 2) parts = {given};
    const auto between = std::ranges::find(parts, middle);
    const auto longest = between == parts.end() ? parts.size() - 1
                                                : static_cast<std::size_t>(between - parts.begin());
    const auto extra = words.size() - std::min(words.size(), parts.size());
    std::span<const std::string> left = words;
    for (std::size_t n = 0; n < parts.size() && !left.empty(); ++n) {
        const auto count = n == longest ? 1 + extra : 1;
        child_case[parts[n]] = joined(left.first(count));
        left = left.subspan(count);
    }
}

}  // namespace

std::string_view source_on_case(std::string_view key) {
    if (key == "relation_name") return "name";
    const auto found = std::ranges::find(mapped, key, &Pair::member);
    return found == std::end(mapped) ? std::string_view() : found->child;
}

json::Object local_part(const json::Object& row) {
    json::Object local;
    for (const auto& [key, value] : row) {
        if (key == "unique_id" || is_one_of(local_fields, key)) local[key] = value;
    }
    return local;
}

void take_shared_part(const json::Object& row, json::Object& member) {
    for (const auto& [key, value] : row) {
        if (is_shared(key) && !records::is_mask(value)) member[key] = value;
    }
}

bool has_shared_part(const json::Object& row) {
    return std::ranges::any_of(row, [](const auto& entry) {
        return is_shared(entry.key()) && !json::is_blank(entry.value());
    });
}

json::Object member_of_row(const json::Object& row) {
    json::Object member;
    copy(row, "unique_id", member, "unique_id");
    take_shared_part(row, member);
    copy(row, "relation", member, "family_relationship");
    copy(row, "relation_is_caregiver", member, "family_relation_is_caregiver");
    return member;
}

json::Object shown_row(const json::Object& member, const json::Object* local) {
    json::Object row;
    if (local != nullptr) row = local_part(*local);
    for (const auto& [key, value] : member) {
        if (!is_one_of(family_fields, key)) row[key] = value;
    }
    return row;
}

json::Object member_of_case(const json::Object& child_case, Random& random) {
    json::Object member{{"unique_id", Uuid::random(random).text()}};
    const auto name = full_name(child_case);
    if (!name.empty()) member["relation_name"] = name;
    for (const auto& pair : mapped) copy(child_case, pair.child, member, pair.member);
    return member;
}

json::Object case_of_member(const json::Object& member, std::span<const std::string> name_order) {
    json::Object child_case;
    split_name(json::string_or(member, "relation_name"), name_order, child_case);
    for (const auto& pair : mapped) copy(member, pair.member, child_case, pair.child);
    return child_case;
}

}  // namespace amparo::casework
