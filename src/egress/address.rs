//! Which addresses are those of strangers on the public network, and which lead inwards.
//!
//! Pure arithmetic after the registries of IANA for special-purpose addresses; knows no name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that are nobody's on the public network: first address and length of the prefix.
const SPECIAL_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([192, 175, 48, 0], 24),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Blocks within `2000::/3` that are special: the first 32 bits and how many of them count.
const SPECIAL_V6: &[(u32, u32)] = &[
    // Teredo, benchmarks, ORCHID and the other protocol assignments of 2001::/23.
    (0x2001_0000, 23),
    // Documentation.
    (0x2001_0db8, 32),
    (0x3fff_0000, 20),
];

/// Whether an address is one of the public network, in itself and in any IPv4 address within it.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    let within =
        |(first, length): &([u8; 4], u32)| (bits ^ u32::from(Ipv4Addr::from(*first))) >> (32 - length) == 0;
    !SPECIAL_V4.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match parts {
        // IPv4 as IPv6 (mapped), and NAT64 as networks without IPv4 use it.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        // 6to4: the IPv4 address of a router.
        [0x2002, high, low, ..] => inner(high, low),
        // ISATAP: the IPv4 address of the interface.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] if !inner(high, low) => false,
        [first, second, ..] => {
            let head = (u32::from(first) << 16) | u32::from(second);
            let special = |(block, length): &(u32, u32)| (head ^ block) >> (32 - length) == 0;
            first >> 13 == 0b001 && !SPECIAL_V6.iter().any(special)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(public: bool, list: &str) {
        for text in list.split_whitespace() {
            assert_eq!(is_public(text.parse().unwrap()), public, "{text}");
        }
    }

    #[test]
    fn addresses_of_the_public_network_are_public() {
        // Well-known servers, and the ends of blocks next to special ones.
        all(
            true,
            "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 \
             169.253.255.255 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 \
             223.255.255.255 2606:4700:4700::1111 2a00:1450:4007::200e 2001:4860:4860::8888 2001:200::1 \
             ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1",
        );
    }

    #[test]
    fn addresses_that_lead_inwards_are_not() {
        all(
            false,
            "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254 \
             172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 \
             198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255",
        );
        all(
            false,
            ":: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::10.0.0.1 \
             64:ff9b::169.254.169.254 64:ff9b:1::8.8.8.8 2002:7f00:1:: 2002:a00:1::1 2001::1 \
             2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:20::1 2001:db8::1 3fff::1 fc00::1 fd00:ec2::254 \
             fe80::1 fec0::1 ff02::1 100::1 5f00::1 4000::1 2a00::5efe:10.0.0.1 2a00::200:5efe:127.0.0.1",
        );
    }
}
