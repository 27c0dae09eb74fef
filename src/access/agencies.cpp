#include "access/agencies.hpp"

#include <algorithm>

#include "access/thing_input.hpp"
#include "access/thing_store.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

constexpr Member agency_members[] = {
    {"unique_id", MemberKind::text},
    {"agency_code", MemberKind::text},
    {"order", MemberKind::integer},
    {"name", MemberKind::translated},
    {"description", MemberKind::translated},
    {"telephone", MemberKind::text},
    {"services", MemberKind::texts},
    {"logo_enabled", MemberKind::boolean},
    {"pdf_logo_option", MemberKind::boolean},
    {"terms_of_use_enabled", MemberKind::boolean},
    {"disabled", MemberKind::boolean},
    {"contact_email", MemberKind::text},
    {"contact_name", MemberKind::text},
    {"contact_phone", MemberKind::text},
    {"notes", MemberKind::text},
    {"exclude_agency_from_lookups", MemberKind::boolean},
    {"opening_hours", MemberKind::translated},
    {"capacity", MemberKind::integer},
};

constexpr std::size_t opening_hours_characters_max = 500;
constexpr std::int64_t capacity_max = 100'000;

/// When an agency can be reached and how many more it takes: short, and no number below nothing.
void check_service(const json::Object& attributes, std::vector<Problem>& problems) {
    if (const auto* hours = json::find_object(attributes, "opening_hours")) {
        const bool fits = std::ranges::all_of(*hours, [](const auto& member) {
            return text::length(member.value().get_string()) <= opening_hours_characters_max;
        });
        if (!fits) problems.push_back({"opening_hours", "errors.validation.text_length"});
    }
    const auto capacity = json::find_integer(attributes, "capacity");
    if (capacity && (*capacity < 0 || *capacity > capacity_max))
        problems.push_back({"capacity", "errors.fields.value"});
}

/// A number of places is only worth something with the moment it was said.
void date_capacity(json::Object& attributes, const json::Object& before, Instant now) {
    const auto capacity = json::find_integer(attributes, "capacity");
    if (!capacity)
        attributes.erase("capacity_updated_at");
    else if (capacity != json::find_integer(before, "capacity"))
        attributes["capacity_updated_at"] = format_instant(now);
}

std::optional<std::string> order_key(const Agency& agency, const PageRequest& page) {
    const auto& by = page.order_by;
    if (by == "id") return "";
    if (by == "name") return text::collation_key(translated_or_any(agency.name, page.locale));
    if (by == "description") {
        const auto* texts = json::find_object(agency.attributes, "description");
        return texts == nullptr ? "" : text::collation_key(json::string_or(*texts, page.locale));
    }
    if (by == "order") {
        // Shifted, so that the digits sort as the numbers do.
        const auto shifted = agency.order + 1'000'000'000'000;
        return std::to_string(std::clamp<std::int64_t>(shifted, 0, 9'000'000'000'000));
    }
    if (by == "disabled") return agency.disabled ? "1" : "0";
    if (by == "agency_code" || by == "unique_id" || by == "telephone") {
        return json::string_or(agency.attributes, by);
    }
    return std::nullopt;
}

/// Logos are shown only where there are both: a place for one would stay empty.
void settle_marks(json::Object& attributes) {
    const bool has_both = attributes.contains(logo_full) && attributes.contains(logo_icon);
    if (!has_both) attributes["logo_enabled"] = false;
}

bool has_name(const json::Object& attributes, const std::string& default_locale) {
    const auto* texts = json::find_object(attributes, "name");
    if (texts == nullptr) return false;
    return !text::trim(json::string_or(*texts, default_locale)).empty() ||
           !text::trim(json::string_or(*texts, "en")).empty();
}

}  // namespace

Result<Page<Agency>> Agencies::list(const Actor& actor, const AgencyQuery& query) const {
    if (!actor.can("agency", "index")) return refuse(Errc::forbidden, "errors.forbidden");
    auto agencies = parts_.directory.snapshot()->agencies();
    const bool sees_all = !query.managed || actor.role().scope == ScopeKind::all;
    std::erase_if(agencies, [&](const auto& agency) {
        const bool is_own = agency->unique_id == actor.user().agency;
        return (!sees_all && !is_own) || (query.disabled && *query.disabled != agency->disabled);
    });
    return page_of<Agency>(std::move(agencies), query.page,
                           [&](const Agency& agency) { return order_key(agency, query.page); });
}

Result<Directory::AgencyPointer> Agencies::find(const Actor& actor, std::int64_t id) const {
    return find_for(actor, "read", id);
}

Result<Directory::AgencyPointer> Agencies::find_for(const Actor& actor, std::string_view action,
                                                    std::int64_t id) const {
    if (!actor.can("agency", action)) return refuse(Errc::forbidden, "errors.forbidden");
    auto agency = parts_.directory.snapshot()->agency(id);
    if (agency == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (!is_agency_in_scope(actor, *agency)) return refuse(Errc::forbidden, "errors.forbidden");
    return agency;
}

Result<> Agencies::check(const json::Object& attributes, const Agency* before) const {
    std::vector<Problem> problems;
    const auto code = json::string_or(attributes, "agency_code");
    const auto directory = parts_.directory.snapshot();
    const bool is_taken = std::ranges::any_of(directory->agencies(), [&](const auto& other) {
        return other->code == code && (before == nullptr || other->id != before->id);
    });
    if (text::trim(code).empty()) {
        problems.push_back({"agency_code", "errors.models.agency.code_present"});
    } else if (is_taken) {
        return refuse(Errc::conflict, "errors.conflict");
    }
    if (!has_name(attributes, parts_.definitions()->default_locale())) {
        problems.push_back({"name", "errors.models.agency.name_present"});
    }
    check_service(attributes, problems);
    if (!problems.empty()) return invalid_thing(std::move(problems));
    return {};
}

Result<json::Object> Agencies::with_files(store::Transaction& transaction, const Actor& actor,
                                          const json::Object& attributes,
                                          const AgencyFiles& files) const {
    auto kept = attributes;
    std::vector<BlobId> blobs;
    for (std::size_t at = 0; at < files.size(); ++at)
        blobs.push_back(BlobId::random(parts_.database.random()));
    AMPARO_CHECK(keep_agency_files(transaction, files, blobs, kept));
    const bool has_terms = std::ranges::any_of(files, [](const AgencyFile& file) {
        return file.member == terms_of_use && !file.bytes.empty();
    });
    // Also where nobody has to accept them yet: once people must, older acceptances do not count.
    if (has_terms) {
        kept["terms_of_use_signed"] = true;
        kept["terms_of_use_uploaded_at"] = format_instant(parts_.database.clock().now());
        kept["terms_of_use_uploaded_by"] = actor.name().text();
    }
    settle_marks(kept);
    return kept;
}

Result<Directory::AgencyPointer> Agencies::create(const Actor& actor, const json::Object& input,
                                                  const AgencyFiles& files) {
    if (!actor.can("agency", "create")) return refuse(Errc::forbidden, "errors.forbidden");
    const json::Object defaults{{"order", 0},
                                {"services", json::Array()},
                                {"logo_enabled", false},
                                {"pdf_logo_option", false},
                                {"terms_of_use_enabled", false},
                                {"exclude_agency_from_lookups", false},
                                {"disabled", false}};
    AMPARO_TRY(auto attributes, merge_members(defaults, input, agency_members));
    if (json::string_or(attributes, "unique_id").empty()) {
        attributes["unique_id"] = json::string_or(attributes, "agency_code");
    }
    date_capacity(attributes, {}, parts_.database.clock().now());
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_CHECK(check(attributes, nullptr));
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto kept, with_files(transaction, actor, attributes, files));
        return create_thing(transaction, {.kind = agency_kind,
                                          .actor = actor,
                                          .attributes = kept,
                                          .at = parts_.database.clock().now(),
                                          .wished_id = json::find_integer(input, "id")});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->agency(AgencyId(json::string_or(attributes, "unique_id")));
}

Result<Directory::AgencyPointer> Agencies::update(const Actor& actor, std::int64_t id,
                                                  const ChangeRequest& change,
                                                  const AgencyFiles& files) {
    AMPARO_CHECK(find_for(actor, "update", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto before, find_for(actor, "update", id));
    AMPARO_CHECK(check_revision(before->revision, change.expected_revision));
    AMPARO_TRY(auto attributes, merge_members(before->attributes, change.input, agency_members));
    date_capacity(attributes, before->attributes, parts_.database.clock().now());
    // Users and records name the unique_id, so it stays; the code stays while somebody refers
    // to it.
    const auto directory = parts_.directory.snapshot();
    const bool is_referred_to = std::ranges::any_of(
        directory->users(), [&](const auto& user) { return user->agency == before->unique_id; });
    const bool other_key = json::string_or(attributes, "unique_id") != before->unique_id.text();
    const bool other_code = json::string_or(attributes, "agency_code") != before->code;
    if (other_key || (other_code && is_referred_to)) {
        return refuse(Errc::conflict, "errors.in_use");
    }
    AMPARO_CHECK(check(attributes, before.get()));
    return store(actor, *before, attributes, files);
}

Result<Directory::AgencyPointer> Agencies::disable(const Actor& actor, std::int64_t id,
                                                   std::optional<std::int64_t> expected_revision) {
    AMPARO_CHECK(find_for(actor, "destroy", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto before, find_for(actor, "destroy", id));
    AMPARO_CHECK(check_revision(before->revision, expected_revision));
    auto attributes = before->attributes;
    attributes["disabled"] = true;
    return store(actor, *before, attributes, {});
}

Result<Directory::AgencyPointer> Agencies::store(const Actor& actor, const Agency& before,
                                                 const json::Object& attributes,
                                                 const AgencyFiles& files) {
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto kept, with_files(transaction, actor, attributes, files));
        return update_thing(transaction, {.kind = agency_kind,
                                          .actor = actor,
                                          .attributes = kept,
                                          .at = parts_.database.clock().now(),
                                          .revision = before.revision});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->agency(before.id);
}

}  // namespace amparo::access
