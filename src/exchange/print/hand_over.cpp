#include "exchange/print/hand_over.hpp"

#include <utility>

#include "casework/transitions/hand_over_code.hpp"
#include "casework/transitions/outside_reader.hpp"
#include "exchange/print/square_code.hpp"

namespace amparo::exchange {
namespace {

/// The role for outside that the referral names; null when it names none.
access::Directory::RolePointer role_of(const access::Directory& directory,
                                       const PrintRequest& request, const json::Object& referral) {
    const bool is_outside = request.layout == Layout::referral && !request.transition_id.empty() &&
                            json::bool_or(referral, "remote", false);
    if (!is_outside) return nullptr;
    auto role = directory.role(RoleId(json::string_or(referral, "authorized_role_unique_id")));
    return role != nullptr && role->referral && !role->disabled ? role : nullptr;
}

}  // namespace

Result<access::Actor> hand_over_reader(const access::Actor& beholder,
                                       const access::Directory& directory,
                                       const PrintRequest& request, const json::Object& referral) {
    const auto outside = role_of(directory, request, referral);
    // What goes beyond the forms of the role is no part of it.
    const bool has_more = request.has_history || request.has_best_interest ||
                          request.has_documents || !request.form_ids.empty();
    if (outside == nullptr || has_more)
        return refuse_field(Errc::invalid, "hand_over", "errors.print.hand_over");
    // Whoever may leave exports open for colleagues may not leave a child's file open for the road.
    if (request.password.empty())
        return refuse_field(Errc::invalid, "password", "errors.print.password");
    return casework::outside_reader(beholder, *outside, request.record_type);
}

SquareCode hand_over_square(const json::Object& referral) {
    const auto code = json::string_or(referral, casework::hand_over_code_key);
    if (code.empty()) return {};
    auto square = square_code(std::string(casework::hand_over_square_prefix) + code);
    return square ? std::move(*square) : SquareCode{};
}

}  // namespace amparo::exchange
