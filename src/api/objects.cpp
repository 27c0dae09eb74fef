#include "api/objects.hpp"

#include <charconv>

namespace amparo::api {

std::string object_etag(std::int64_t id, std::int64_t revision) {
    return "\"" + std::to_string(id) + ":" + std::to_string(revision) + "\"";
}

http::Response id_reply(std::int64_t id) {
    return ok(json::Object{{"id", id}});
}

std::optional<std::int64_t> expected_revision(const Call& call, std::int64_t id) {
    auto header = call.request().header("if-match");
    if (header.empty() || header == "*") return std::nullopt;
    if (header.starts_with("W/")) header.remove_prefix(2);
    const auto begin = "\"" + std::to_string(id) + ":";
    if (!header.starts_with(begin)) return -1;
    header.remove_prefix(begin.size());
    std::int64_t revision = 0;
    const auto [end, error] =
        std::from_chars(header.data(), header.data() + header.size(), revision);
    // Behind the number may stand the mark of a wider representation of the same object.
    const bool is_whole = error == std::errc{} && end != header.data() + header.size() &&
                          (*end == '"' || *end == ':');
    return is_whole ? revision : -1;
}

Result<access::ChangeRequest> change_from_wire(const Call& call, std::int64_t id) {
    AMPARO_TRY(auto input, call.data());
    return access::ChangeRequest{.input = std::move(input),
                                 .expected_revision = expected_revision(call, id),
                                 .session_id = call.session() == nullptr ? "" : call.session()->id};
}

Result<access::PageRequest> page_from_wire(const Call& call, Paged paged, std::size_t per_default) {
    AMPARO_TRY(auto paging, read_paging(call, per_default));
    const auto& request = call.request();
    const bool is_asked = request.query_value("page") || request.query_value("per");
    return access::PageRequest{.page = paging.page,
                               .per = paged == Paged::always || is_asked ? paging.per : 0,
                               .order_by = std::move(paging.order_by),
                               .order = paging.is_descending
                                            ? access::PageRequest::Order::descending
                                            : access::PageRequest::Order::ascending,
                               .locale = std::move(paging.locale)};
}

json::Object metadata_of(std::size_t total, const access::PageRequest& page) {
    if (page.per == 0) return {{"total", total}, {"per", nullptr}, {"page", nullptr}};
    return {{"total", total}, {"per", page.per}, {"page", page.page}};
}

std::optional<bool> one_truth(const std::vector<std::string>& wanted) {
    const bool wants_true = !wanted.empty() && allows_truth(wanted, true);
    const bool wants_false = !wanted.empty() && allows_truth(wanted, false);
    if (wants_true == wants_false) return std::nullopt;
    return wants_true;
}

}  // namespace amparo::api
