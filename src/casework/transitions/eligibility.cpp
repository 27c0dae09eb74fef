#include "casework/transitions/eligibility.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "access/user_scope.hpp"
#include "access/wire.hpp"
#include "base/json.hpp"

namespace amparo::casework {
namespace {

constexpr std::array<std::string_view, 3> assign_rights{"assign", "assign_within_agency",
                                                        "assign_within_user_group"};

/// Roles of servers and of those who keep them never hold children's records.
bool is_technical(const access::Role& role) {
    return role.user_category == "system" || role.user_category == "maintenance";
}

bool has_module(const access::Role& role, std::string_view module_id) {
    return module_id.empty() || role.has_module(module_id);
}

bool has_right(const access::Role& role, const RecipientQuestion& question) {
    const auto type = question.record_type;
    switch (question.type) {
        case TransitionType::assign:
            return role.holds(type, "read");
        case TransitionType::referral:
            return role.holds(type, "receive_referral_different_module") ||
                   (role.holds(type, "receive_referral") && has_module(role, question.module_id));
        case TransitionType::transfer:
        case TransitionType::transfer_request:
            return role.holds(type, "receive_transfer") && has_module(role, question.module_id);
    }
    return false;
}

Result<> check_asker(const access::Actor& actor, const RecipientQuery& query) {
    const auto& type = query.record_type;
    bool may_ask = false;
    if (query.type == TransitionType::assign)
        may_ask = !assign_right(actor, type).empty();
    else if (query.type == TransitionType::referral)
        may_ask = actor.can(type, "referral") || actor.can(type, "referral_from_service");
    else
        may_ask = actor.can(type, "transfer");
    if (may_ask) return {};
    return refuse(Errc::forbidden, "errors.forbidden");
}

std::vector<std::string> services_of(const access::User& user) {
    return json::string_list(user.attributes, "services");
}

constexpr std::size_t far_apart = 1000;  // in no country together

/// One candidate with what the order asks for.
struct Candidate {
    const access::User* user = nullptr;
    json::Object row = {};
    bool fits_service = false;
    std::size_t apart = 0;  // steps from the asker's place to theirs
    std::size_t load = 0;
};

/// Finds and describes candidates for one asker.
class Candidates {
  public:
    Candidates(const access::Actor& actor, const records::Service& records,
               const RecipientQuery& query)
        : actor_(actor),
          query_(query),
          index_(*records.dependencies().index),
          definitions_(records.dependencies().definitions()),
          directory_(records.dependencies().directory()) {}

    json::Array rows() const {
        std::vector<Candidate> found;
        for (const auto& user : directory_->users()) {
            if (is_wanted(*user)) found.push_back(describe(*user));
        }
        std::ranges::stable_sort(found, [](const Candidate& left, const Candidate& right) {
            const auto rank = [](const Candidate& one) {
                return std::tuple(!one.fits_service, one.apart, one.load);
            };
            return rank(left) < rank(right);
        });
        json::Array rows;
        for (auto& candidate : found) rows.emplace_back(std::move(candidate.row));
        return rows;
    }

  private:
    std::string location_of(const access::User& user) const {
        return access::reporting_location_code({*directory_, *definitions_}, user);
    }

    bool is_wanted(const access::User& user) const {
        if (user.user_name == actor_.name()) return false;
        const RecipientQuestion question{
            .type = query_.type, .record_type = query_.record_type, .module_id = query_.module_id};
        if (!may_receive(*directory_, question, user)) return false;
        if (query_.type == TransitionType::assign)
            return covers_owner(actor_, query_.record_type, user);
        if (!query_.agency.empty() && user.agency.text() != query_.agency) return false;
        if (!query_.location.empty() && location_of(user) != query_.location) return false;
        if (query_.service.empty() || query_.type != TransitionType::referral) return true;
        return std::ranges::count(services_of(user), query_.service) > 0;
    }

    std::size_t count(std::string column, const access::User& user) const {
        index::Filters parts;
        parts.push_back({index::AnyOf{std::move(column), {user.user_name.text()}}});
        parts.push_back({index::AnyOf{"status", {"open"}}});
        parts.push_back({index::AnyOf{"record_state", {"true"}}});
        const auto counted = index_.count("case", index::Filter{index::And{std::move(parts)}});
        return counted ? *counted : 0;
    }

    /// Steps between two places by way of what lies above both; places nobody knows are far.
    std::size_t apart(const std::string& left, const std::string& right) const {
        if (left == right) return 0;
        const auto& places = definitions_->locations();
        const auto ours = places.ancestry(left);
        const auto theirs = places.ancestry(right);
        std::size_t shared = 0;
        while (shared < std::min(ours.size(), theirs.size()) &&
               ours[ours.size() - 1 - shared] == theirs[theirs.size() - 1 - shared])
            ++shared;
        return shared == 0 ? far_apart : ours.size() + theirs.size() - 2 * shared;
    }

    /// In the words of the wire, by the lowest level that has both; "" when either is nowhere.
    std::string_view distance(const std::string& left, const std::string& right) const {
        constexpr int district = 2;
        constexpr int province = 1;
        const auto& places = definitions_->locations();
        const auto* ours = places.find(left);
        const auto* theirs = places.find(right);
        if (ours == nullptr || theirs == nullptr) return {};
        if (ours == theirs) return "same_place";
        const auto share = [&](int level) {
            const auto* one = places.at_level(left, level);
            return one != nullptr && one == places.at_level(right, level);
        };
        if (share(district)) return "same_district";
        return share(province) ? "same_province" : "elsewhere";
    }

    /// Where the recipient should be near.
    const std::string& centre() const {
        const bool is_known =
            !query_.near.empty() && definitions_->locations().find(query_.near) != nullptr;
        return is_known ? query_.near : actor_.user().location;
    }

    /// What the directory says of the agency: when it is open, and how many more it takes.
    void add_agency(const access::User& user, json::Object& row) const {
        const auto agency = directory_->agency(user.agency);
        if (agency == nullptr) return;
        const auto& known = agency->attributes;
        row["agency_services"] = json::to_array(agency->services);
        if (const auto* hours = json::find_object(known, "opening_hours"))
            row["opening_hours"] = *hours;
        if (const auto capacity = json::find_integer(known, "capacity")) {
            row["capacity"] = *capacity;
            row["capacity_updated_at"] =
                json::text_or_null(json::string_or(known, "capacity_updated_at"));
        }
    }

    Candidate describe(const access::User& user) const {
        Candidate found{.user = &user};
        const auto location = location_of(user);
        found.fits_service = std::ranges::count(services_of(user), query_.service) > 0;
        found.apart = apart(user.location, centre());
        found.row = {{"id", user.id},
                     {"user_name", user.user_name.text()},
                     {"code", json::text_or_null(user.code)},
                     {"position", json::text_or_null(json::string_or(user.attributes, "position"))},
                     {"location", json::text_or_null(location)},
                     {"agency", json::text_or_null(user.agency.text())},
                     {"locale", json::text_or_null(user.locale)},
                     {"disabled", user.disabled},
                     {"services", json::to_array(services_of(user))}};
        found.row["distance"] = json::text_or_null(std::string(distance(user.location, centre())));
        add_agency(user, found.row);
        const bool shows_load = actor_.role().is_manager || actor_.can("case", "assign");
        if (shows_load) add_load(found);
        return found;
    }

    void add_load(Candidate& candidate) const {
        candidate.load = count("owned_by", *candidate.user);
        candidate.row["open_cases"] = candidate.load;
        candidate.row["pending_referrals"] = count("referred_users_pending", *candidate.user);
        candidate.row["out_of_office"] =
            json::bool_or(candidate.user->attributes, "out_of_office", false);
    }

    const access::Actor& actor_;
    const RecipientQuery& query_;
    const index::Index& index_;
    std::shared_ptr<const forms::Definitions> definitions_;
    std::shared_ptr<const access::Directory> directory_;
};

}  // namespace

bool may_receive(const access::Directory& directory, const RecipientQuestion& question,
                 const access::User& candidate) {
    const auto role = directory.role(candidate.role);
    return candidate.is_active() && role != nullptr && !is_technical(*role) &&
           has_right(*role, question);
}

bool is_referral_role(const access::Directory& directory, const std::string& unique_id) {
    const auto role = directory.role(RoleId(unique_id));
    return role != nullptr && !role->disabled && (role->referral_authorization || role->referral);
}

std::string_view assign_right(const access::Actor& actor, std::string_view record_type) {
    const auto found = std::ranges::find_if(
        assign_rights, [&](std::string_view right) { return actor.can(record_type, right); });
    return found == assign_rights.end() ? std::string_view() : *found;
}

bool covers_owner(const access::Actor& actor, std::string_view record_type,
                  const access::User& owner) {
    if (actor.can(record_type, "assign")) return true;
    if (actor.can(record_type, "assign_within_agency") && !owner.agency.empty() &&
        owner.agency == actor.user().agency)
        return true;
    return actor.can(record_type, "assign_within_user_group") &&
           access::shares_any(actor.user().groups, owner.groups);
}

Result<json::Array> list_recipients(const access::Actor& actor, const records::Service& records,
                                    const RecipientQuery& query) {
    AMPARO_CHECK(check_asker(actor, query));
    return Candidates(actor, records, query).rows();
}

}  // namespace amparo::casework
