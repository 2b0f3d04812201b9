import csv,collections
def rd(p): return list(csv.DictReader(open(p)))
D='/work/shared/data/febrl4/'
A={r['ent']:r for r in rd(D+'febrl4_closed.src.csv')}
B={r['ent']:r for r in rd(D+'febrl4_closed.dir.csv')}
def osa(a,b):
    la,lb=len(a),len(b)
    d=[[0]*(lb+1) for _ in range(la+1)]
    for i in range(la+1): d[i][0]=i
    for j in range(lb+1): d[0][j]=j
    for i in range(1,la+1):
        for j in range(1,lb+1):
            c=a[i-1]!=b[j-1]
            d[i][j]=min(d[i-1][j]+1,d[i][j-1]+1,d[i-1][j-1]+c)
            if i>1 and j>1 and a[i-1]==b[j-2] and a[i-2]==b[j-1]: d[i][j]=min(d[i][j],d[i-2][j-2]+1)
    return d[la][lb]
def lev(a,b):
    a=a.replace(' ','');b=b.replace(' ','')
    if not a or not b: return 'M'
    if a==b: return '='
    k=osa(a,b)
    return str(k) if k<=3 else 'D'
def dl(a,b):
    if not a or not b: return 'M'
    if a==b: return '='
    if a[:4]==b[:4] and a[4:6]==b[6:] and a[6:]==b[4:6]: return 'S'
    n=sum(x!=y for x,y in zip(a,b))
    if osa(a,b)==1: return 'T%d'%n
    return 'd%d'%min(n,4)
C=collections.Counter()
for e,a in A.items():
    b=B[e]
    f,l=lev(a['first'],b['first']),lev(a['last'],b['last'])
    if lev(a['first'],b['last'])in'=12' and lev(a['last'],b['first']) in '=12': f,l='X','X'
    C[(f,l,dl(a['dob'],b['dob']))]+=1
t=0
for k,v in C.most_common(60):
    t+=v; print(k,v,t/5000)
for i in range(3):
    print(collections.Counter({}) )
    c=collections.Counter()
    for k,v in C.items(): c[k[i]]+=v
    print(c)
