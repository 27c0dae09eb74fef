#include "http/proxies.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <vector>

#include "base/text.hpp"

namespace amparo::http {

namespace ip = boost::asio::ip;

struct TrustedProxies::Networks {
    std::vector<ip::network_v4> v4;
    std::vector<ip::network_v6> v6;
};

namespace {

bool holds(const ip::network_v4& network, const ip::address_v4& address) {
    return (address.to_uint() & network.netmask().to_uint()) == network.network().to_uint();
}

bool holds(const ip::network_v6& network, const ip::address_v6& address) {
    return ip::network_v6(address, network.prefix_length()).network() == network.network();
}

ip::address plain(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    }
    return address;
}

}  // namespace

TrustedProxies::TrustedProxies() : networks_(std::make_unique<Networks>()) {}
TrustedProxies::~TrustedProxies() = default;
TrustedProxies::TrustedProxies(TrustedProxies&&) noexcept = default;
TrustedProxies& TrustedProxies::operator=(TrustedProxies&&) noexcept = default;

Result<TrustedProxies> TrustedProxies::parse(std::string_view list, std::string_view setting) {
    TrustedProxies proxies;
    for (const auto piece : text::split(list, ',')) {
        auto entry = text::trim(piece);
        if (entry.empty()) continue;
        const bool is_v6 = entry.find(':') != std::string::npos;
        if (entry.find('/') == std::string::npos) entry += is_v6 ? "/128" : "/32";
        boost::system::error_code error;
        if (is_v6) {
            proxies.networks_->v6.push_back(ip::make_network_v6(entry, error).canonical());
        } else {
            proxies.networks_->v4.push_back(ip::make_network_v4(entry, error).canonical());
        }
        if (error) {
            return refuse_field(Errc::invalid, std::string(setting), "errors.settings.bad_address");
        }
    }
    return proxies;
}

bool TrustedProxies::trusts(std::string_view text) const {
    if (networks_->v4.empty() && networks_->v6.empty()) return false;
    boost::system::error_code error;
    const auto parsed = ip::make_address(text, error);
    if (error) return false;
    const auto address = plain(parsed);
    if (address.is_v4()) {
        for (const auto& network : networks_->v4) {
            if (holds(network, address.to_v4())) return true;
        }
        return false;
    }
    for (const auto& network : networks_->v6) {
        if (holds(network, address.to_v6())) return true;
    }
    return false;
}

void TrustedProxies::apply(Request& request) const {
    if (!trusts(request.remote_address)) return;
    if (request.header("x-forwarded-proto") == "https") request.secure = true;
    std::vector<std::string> hops;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        for (const auto hop : text::split(value, ',')) hops.push_back(text::trim(hop));
    }
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        boost::system::error_code error;
        static_cast<void>(ip::make_address(*hop, error));
        if (error) return;
        request.remote_address = *hop;
        if (!trusts(*hop)) return;
    }
}

}  // namespace amparo::http
