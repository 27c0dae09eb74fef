// Cases of people who registered on their own (case-management.md §3.21): their own one, and whom
// staff can attribute a case to.
#include "casework/identified.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/text.hpp"

namespace amparo::api {

namespace {

Result<http::Response> show_own_case(Call& call) {
    AMPARO_TRY(const auto answer, casework::read_identified_case(
                                      call.actor(), call.services().records, call.query("fields")));
    call.audit().record_id = answer.id.text();
    return record_reply(answer);
}

using access::Directory;

constexpr std::size_t page_size_default = 20;

bool can_be_attributed(const access::User& user, const Directory& directory) {
    const auto role = directory.role(user.role);
    return user.is_active() && role &&
           json::string_or(role->attributes, "user_category") == "identified";
}

/// Whether what was typed is in one of the names or the address; nothing typed is in all.
bool fits(const access::User& user, const std::string& folded) {
    const auto has = [&](std::string_view text) {
        return text::fold_case(text).find(folded) != std::string::npos;
    };
    return has(user.user_name.text()) || has(user.full_name) || has(user.email);
}

std::vector<Directory::UserPointer> attributable(const Directory& directory,
                                                 const std::string& typed) {
    std::vector<Directory::UserPointer> people;
    for (const auto& user : directory.users()) {
        if (can_be_attributed(*user, directory) && fits(*user, typed)) people.push_back(user);
    }
    std::ranges::sort(people, {}, [](const auto& user) {
        return std::pair{text::collation_key(user->full_name), user->id};
    });
    return people;
}

/// By name; everybody unless a page is asked for.
Result<http::Response> list_attributable(Call& call) {
    AMPARO_CHECK(demand(call, "case", {"attribute"}));
    AMPARO_TRY(const auto paging, read_paging(call, page_size_default));
    const bool is_paged = !call.query("page").empty() || !call.query("per").empty();
    const auto people = attributable(call.directory(), text::fold_case(call.query("query")));
    const auto total = people.size();
    const auto begin = is_paged ? std::min((paging.page - 1) * paging.per, total) : 0;
    const auto end = is_paged ? std::min(begin + paging.per, total) : total;
    json::Array rows;
    for (auto n = begin; n < end; ++n) {
        const auto& user = *people[n];
        rows.emplace_back(json::Object{{"user_name", user.user_name.text()},
                                       {"full_name", user.full_name},
                                       {"email", user.email}});
    }
    auto metadata = page_metadata(total, paging);
    if (!is_paged) metadata["per"] = metadata["page"] = nullptr;
    return ok_with(std::move(rows), std::move(metadata));
}

}  // namespace

Routes identified_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/users/identified",
             .handler = list_attributable,
             .model = "User",
             .action = "identified"},
            {.method = http::Method::get,
             .pattern = "/api/v2/cases/identified",
             .handler = show_own_case,
             .model = "Child",
             .action = "identified"}};
}

}  // namespace amparo::api
