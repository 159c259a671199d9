# SPDX-License-Identifier: 0BSD
# The lines every tutorial has, pasted into a shell where netstat is ours: they
# give what they give with net-tools.
# shellcheck shell=sh disable=SC2034

. "$(dirname "$0")/../lib.sh"
if [ -z "$PEER" ]; then
	skip "pasted" "net-tools' netstat is not installed"
	exit 0
fi
[ $# -gt 0 ] || parts "twice all"
own_namespaces "$@"
own_names
zoo_up plain

pasted netstat 's/ *$//' <<'EOF'
netstat -naplt
netstat -tunlp
netstat -tulpn
netstat -antup
netstat -plnt
netstat -nlp | grep -v unix
netstat -nat | grep -i "80" | wc -l
netstat -nat | grep ".*80.*ESTABLISHED" || netstat -nat | grep ESTABLISHED
netstat -an | awk '/^tcp/{++S[$NF]}END{for(a in S) print a,S[a]}'
netstat -n | awk '/^tcp/ {++S[$NF]} END {for(a in S) print a, S[a]}'
netstat -na|grep ESTABLISHED|awk '{print $5}'|awk -F: '{print $1}'|sort|uniq -c|sort -rn
netstat -ntu | awk '{print $5}' | cut -d: -f1 | sort | uniq -c | sort -n
netstat -tulpn | grep LISTEN
netstat -tulpn | grep :22
netstat -lntp | awk '$6 == "LISTEN" {print $4, $7}'
netstat -ant | awk '{print $6}' | sort | uniq -c | sort -n
netstat -an | grep SYN_RECV | wc -l
netstat -anp | grep ':443 '
netstat -tlnp | grep '[0-9]/nginx: m'
netstat -ltnp | awk '$7 ~ /nginx/ { print $7, $8 }'
netstat -W -neopa | cut -c103-122,124-150 | grep nginx
netstat -lx | grep -c STREAM
netstat -antuwp | jc --netstat
netstat -tue --numeric-hosts | jc --netstat
netstat -lxn | grep -v ' stream' | jc --netstat
netstat -rn | jc --netstat
netstat -ree | jc --netstat
netstat -i | jc --netstat
netstat -iae | grep -c RX
netstat -c -n -t & p=$!; sleep 0.3; kill $p; wait $p 2>/dev/null; echo done
EOF
zoo_down
