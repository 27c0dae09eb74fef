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

/// First word, words between, last word if there is more than one.
void split_name(const std::string& name, json::Object& child_case) {
    const auto words = words_of(name);
    if (words.empty()) return;
    child_case["name_first"] = words.front();
    if (words.size() > 1) child_case["name_last"] = words.back();
    std::string middle;
    for (std::size_t n = 1; n + 1 < words.size(); ++n) {
        if (!middle.empty()) middle += ' ';
        middle += words[n];
    }
    if (!middle.empty()) child_case["name_middle"] = middle;
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

json::Object case_of_member(const json::Object& member) {
    json::Object child_case;
    split_name(json::string_or(member, "relation_name"), child_case);
    for (const auto& pair : mapped) copy(member, pair.member, child_case, pair.child);
    return child_case;
}

}  // namespace amparo::casework
