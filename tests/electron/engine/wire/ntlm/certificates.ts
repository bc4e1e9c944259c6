/**
 * Certificates that OpenSSL 3.0 signed (`openssl req -x509`), and the channel binding that Python's hashlib made of each.
 * Their keys are thrown away.
 */
const samples = [
  {
    signedWith: 'ECDSA with SHA-384',
    der: [
      'MIIBizCCATGgAwIBAgIUHY4mXScRM0yjCg8dGJW3ujzfnlwwCgYIKoZIzj0EAwMwGzEZMBcGA1UEAwwQbWFpbC5jb250b3NvLmNvbTAeFw0yNjEx',
      'MjQyMzExMDBaFw0zNjExMjEyMzExMDBaMBsxGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATMOO5R',
      'QIV9YrskwXHnjxOJvlKNvJ6hZun9bCPHR8TcOiMLCcflalo9t8TG0fsqKOvfw1SY+Wh0v9xoKHDbaNn+o1MwUTAdBgNVHQ4EFgQU3QTxLimUdQCC',
      'LQnPfCPt0SnhCHMwHwYDVR0jBBgwFoAU3QTxLimUdQCCLQnPfCPt0SnhCHMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAwNIADBFAiAWz2HC',
      'pgaH4bFc7T0J+MRFj5go2fNl7XTducLmFxBNWgIhAKJypHCEw68kJW27D9eIcR50xLoK7k9RFNsydL08uM/X',
    ],
    binding: '5e179e8c90b61ddfbe087ebb15de7e11',
  },
  {
    signedWith: 'RSA with SHA-1',
    der: [
      'MIICEjCCAXugAwIBAgIUXHqMy2tRG8BauR1+2Wz48HWvQy0wDQYJKoZIhvcNAQEFBQAwGzEZMBcGA1UEAwwQbWFpbC5jb250b3NvLmNvbTAeFw0y',
      'NjExMjQyMzExMDBaFw0zNjExMjEyMzExMDBaMBsxGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGB',
      'ALc4p33fzbEsXZRHLA/KhV/NoDc9VFBtodg4/2U9j7Q/v9s6QpLDQaNgFmpzg92knHRGB0zrCo5DpB1LqxhK0Fl2TL3Fv/TpV75aQ/NM36jmWxiP',
      'vyif+e+8h4fwunqmW5ZxNW7UnZ4uSXb2eEgUM478tEoH4SDKoFNq3YRxdhwdAgMBAAGjUzBRMB0GA1UdDgQWBBQLv63vcrvv0Kxz7r+kuviXmCur',
      '6DAfBgNVHSMEGDAWgBQLv63vcrvv0Kxz7r+kuviXmCur6DAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBBQUAA4GBAHPvRbnlUqhn5IqGfRr6',
      'AKVYvwHcqLMtm8Zd8VeYWJ8cUh1/w0HqEy6pUDs7rpFpbgjKfXTyNI0LdTJRyh2TpaRUPWoTaFRt91v1cGGACHfPfpFurxk4UmQT7xuyvfq+f7us',
      'JvnCby+rgm8Cx1WHGANuhKwdvpN0AHsPR8TjMwk2',
    ],
    binding: 'e96e52a905a9aa4c1611c3a9c52f379a',
  },
  {
    signedWith: 'RSA-PSS with SHA-512',
    der: [
      'MIICejCCAa+gAwIBAgIUVC3rZkHfSQId+PnCL40jww/JucQwQQYJKoZIhvcNAQEKMDSgDzANBglghkgBZQMEAgMFAKEcMBoGCSqGSIb3DQEBCDAN',
      'BglghkgBZQMEAgMFAKIDAgEgMBsxGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wHhcNMjYxMTI0MjMxMTAwWhcNMzYxMTIxMjMxMTAwWjAbMRkw',
      'FwYDVQQDDBBtYWlsLmNvbnRvc28uY29tMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDibJQfaOPQcSOwKMU1WQ6oqFgIYWbITWG8oH5U1Pn0',
      'EcudDfu0wuNsCj1Mea02lOJp8UXqkcyBD94LKrNG8sTm6a0a6s1pyr3zfv9eqWa+5JoilZz3Zcbg2BwnDRoU8YxtmW6N07R6Dt03W39C8lNkLGL8',
      '7TdbS/JoUjvjwtl3ZQIDAQABo1MwUTAdBgNVHQ4EFgQUEZNbTIIigTGhrDdc6vbq8xmncuUwHwYDVR0jBBgwFoAUEZNbTIIigTGhrDdc6vbq8xmn',
      'cuUwDwYDVR0TAQH/BAUwAwEB/zBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAwUAoRwwGgYJKoZIhvcNAQEIMA0GCWCGSAFlAwQCAwUAogMC',
      'ASADgYEALbBQg3rvCNVbwGRU5A8K5Zd0BfobZCaPk9QXVsPbrP4s/jsNuuUpXmZTOifhKhpeSGbs2ixwW1yNDogKb26Xr9PX3HwsHy3So+cfmB7Y',
      'a+KEC77pDNb4XytzdpSBArxXo20BD5xLMMSJQS4TplpkdojsOxqEBKCOUEYNXVnGS5Y=',
    ],
    binding: 'd7911d05053773de5e5ffcef9d193b1e',
  },
  {
    signedWith: 'Ed25519',
    der: [
      'MIIBSjCB/aADAgECAhQ2eTyNmF+IHREHjIrkw/HrZezv0jAFBgMrZXAwGzEZMBcGA1UEAwwQbWFpbC5jb250b3NvLmNvbTAeFw0yNjExMjQyMzEx',
      'MDBaFw0zNjExMjEyMzExMDBaMBsxGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wKjAFBgMrZXADIQBw8/qKtzjhkidlLoSC71rQrY/DpUS8J8EP',
      'sBF3wplb2aNTMFEwHQYDVR0OBBYEFBAN2s7slt8sBFO63pz086l6KE2SMB8GA1UdIwQYMBaAFBAN2s7slt8sBFO63pz086l6KE2SMA8GA1UdEwEB',
      '/wQFMAMBAf8wBQYDK2VwA0EAilJXwsnpMmY9rcDbLqRbXOcloKDOyJQbRCcGsK6GYsNBaNbDC0IBxlQREtBkpMSdXAjQ7O/OIg7UZTDSwkrnAQ==',
    ],
    binding: undefined,
  },
]

export const certificates = samples.map(({ signedWith, der, binding }) => ({
  signedWith,
  der: Buffer.from(der.join(''), 'base64'),
  binding,
}))
