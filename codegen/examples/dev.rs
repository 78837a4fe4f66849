#![allow(missing_docs, clippy::all, clippy::print_stdout)]
use csdl_codegen::*;
fn main(){
 let mut sources=source::Sources::default(); let mut d=diagnostics::Diagnostics::default();
 for a in std::env::args().skip(1){ let p=std::path::PathBuf::from(a); let b=std::fs::read(&p).unwrap(); sources.add(&p,b).unwrap(); }
 let t=std::time::Instant::now();
 let docs:Vec<_>=sources.iter().filter_map(|(id,_)|csdl::xml::parse(&sources,id,&mut d)).collect();
 let t1=t.elapsed();
 if let Ok(m)=model::resolve(docs,&sources,&mut d){
  let t2=t.elapsed();
  let r=plan::lower(&m,&plan::Settings{crate_name:"x",crate_version:"0.1.0",root_namespace:None,include:&[],exclude:&[],rename:&Default::default(),sources:&[]},&mut d);
  println!("{:?} {:?} {:?} types {} path {}",t1,t2,t.elapsed(),m.type_count(),m.path_annotations.len());
  if let Ok(c)=r { println!("files {} modules {}",c.files.len(),c.modules.len()); }
 }
 print!("{}",diagnostics::render::text(&d,&sources,false));
}
